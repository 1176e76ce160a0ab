"""Where the nodes of a laboratory with hosts of its own stand: names, addresses, ports."""
import re

# What a tester calls a node; its code and its Chinese name do as well.
PLACES = {"330800": "quzhou", "350700": "nanping", "361100": "shangrao", "341000": "huangshan"}
EXCHANGE_PORT, API_PORT = 7400, 7480
# The last number of the first host's address; the others follow.
FIRST_HOST = 11


def addresses(codes, subnet="10.77.0"):
    """The address of every node in a subnet, which is named by its first three numbers."""
    return {code: f"{subnet}.{FIRST_HOST + list(PLACES).index(code)}" for code in codes}


def hardware_address(code):
    """A host keeps it when it starts anew, so that the others find it at once."""
    return f"02:74:62:00:00:{FIRST_HOST + list(PLACES).index(code):02x}"


def settle(folder, places):
    """Gives the nodes of a new laboratory folder the addresses of their hosts, and one port for all."""
    list_file = folder / "federation.yaml"
    text = list_file.read_text("utf-8")
    for code, address in places.items():
        text = re.sub(
            rf'(code: "{code}"\n.*\n *endpoint: ).*', rf"\g<1>tcp://{address}:{EXCHANGE_PORT}", text)
        config = folder / "nodes" / f"{code}.yaml"
        said = config.read_text("utf-8").replace("one node of a laboratory on this machine", "one node of a laboratory")
        said = re.sub(r"^listen: .*", f"listen: tcp://*:{EXCHANGE_PORT}", said, flags=re.M)
        said = re.sub(r"^  tcp: .*", f"  tcp: 127.0.0.1:{API_PORT}", said, flags=re.M)
        config.write_text(said, "utf-8")
    list_file.write_text(text, "utf-8")
