"""What is wrong with the network between the nodes of a laboratory, wherever they run."""
import json
from typing import NamedTuple


class Slow(NamedTuple):
    """How a link treats what goes over it in one direction."""
    delay: float = 0  # milliseconds
    jitter: float = 0  # milliseconds more or less; the order of packets is kept
    rate: int = 0  # bits per second; 0 is as fast as the machine
    loss: float = 0  # the part of all packets that is lost, 0 to 1

    def __str__(self):
        said = [f"{self.delay:g} ms" + (f" ± {self.jitter:g} ms" if self.jitter else "")] if self.delay else []
        said += [f"{self.rate / 1000:g} kbit/s"] if self.rate else []
        said += [f"{self.loss * 100:g} % lost"] if self.loss else []
        return ", ".join(said)


class Faults:
    """Cut and slow links, each by (from, to); kept in a file so that every program sees the same."""

    def __init__(self, file=None):
        self.file, self.cuts, self.slow = file, set(), {}
        if file and file.exists():
            said = json.loads(file.read_text("utf-8"))
            self.cuts = {tuple(pair) for pair in said["cuts"]}
            self.slow = {(one["from"], one["to"]): Slow(**one["slow"]) for one in said["slow"]}

    def __bool__(self):
        return bool(self.cuts or self.slow)

    def __str__(self):
        said = [f"{source} ✂ {target}" for source, target in sorted(self.cuts)]
        said += [f"{source} → {target}: {slow}" for (source, target), slow in sorted(self.slow.items())]
        return "; ".join(said)

    def save(self):
        """Writes the file anew, in one step."""
        if self.file:
            half = self.file.with_suffix(".part")
            half.write_text(json.dumps({
                "cuts": sorted(self.cuts),
                "slow": [{"from": source, "to": target, "slow": slow._asdict()}
                         for (source, target), slow in sorted(self.slow.items())]}), "utf-8")
            half.rename(self.file)

    def cut(self, one, other, one_way=False):
        """Nothing goes from one to the other any more; nor back, unless only one way is cut."""
        self.cuts |= {(one, other)} if one_way else {(one, other), (other, one)}

    def slow_down(self, one, other, slow, one_way=False):
        """The link is slow from one to the other; and back, unless only one way is."""
        for pair in [(one, other)] if one_way else [(one, other), (other, one)]:
            self.slow[pair] = slow

    def heal(self, *pair):
        """Repairs the link between two nodes, both ways; without a pair all links."""
        if pair:
            both = {pair, pair[::-1]}
            self.cuts -= both
            self.slow = {link: slow for link, slow in self.slow.items() if link not in both}
        else:
            self.cuts, self.slow = set(), {}


def packet_rules(faults, code, addresses):
    """What `iptables-restore` takes for one node's host: all of its rules, so that they change in one step.

    What is cut is dropped where it arrives and where it leaves, so that one host is enough while the other starts anew.
    What is slow goes through the queue with the number of the sender's place in `addresses`.
    """
    lines = ["*filter", ":INPUT ACCEPT [0:0]", ":OUTPUT ACCEPT [0:0]"]
    for source, target in sorted(faults.cuts):
        if target == code:
            lines.append(f"-A INPUT -s {addresses[source]} -j DROP")
        if source == code:
            lines.append(f"-A OUTPUT -d {addresses[target]} -j DROP")
    for source, target in sorted(faults.slow):
        if target == code:
            lines.append(f"-A INPUT -s {addresses[source]} -j NFQUEUE --queue-num {queue_number(source, addresses)}")
    return "\n".join([*lines, "COMMIT", ""])


def queue_number(source, addresses):
    """The queue in which the packets of a slow link wait, at the host where they arrive."""
    return list(addresses).index(source) + 1
