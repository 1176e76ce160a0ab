"""The sockets: one XPUB that admits only members and checks their topics, one SUB per peer."""
import zmq
from zmq.auth.thread import ThreadAuthenticator


class Members:
    """pyzmq asks this whether a CURVE public key (Z85) may connect, and makes the key the connection's User-Id."""

    def __init__(self, codes_by_key):
        self.codes_by_key = codes_by_key

    def callback(self, domain, key):
        return key.decode() in self.codes_by_key


class Links:
    """All sockets of a peer. `members` maps a code to its endpoint and CURVE public key (Z85)."""

    def __init__(self, code, listen, secret_key, members):
        self.code = code
        self.codes_by_key = {member["curve"]: one for one, member in members.items()}
        self.context = zmq.Context()
        self.gate = ThreadAuthenticator(self.context)
        self.gate.start()
        self.gate.configure_curve_callback(domain="*", credentials_provider=Members(self.codes_by_key))
        secret = secret_key.encode()
        public = zmq.curve_public(secret)
        self.publisher = self.context.socket(zmq.XPUB)
        self.publisher.linger = 0
        self.publisher.curve_server = True
        self.publisher.curve_secretkey = secret
        self.publisher.setsockopt(zmq.XPUB_MANUAL, 1)
        self.publisher.setsockopt(zmq.XPUB_NODROP, 1)
        self.publisher.bind(listen)
        self.poller = zmq.Poller()
        self.poller.register(self.publisher, zmq.POLLIN)
        self.subscribers = {}
        for peer, member in members.items():
            if peer == code:
                continue
            socket = self.context.socket(zmq.SUB)
            socket.linger = 0
            socket.curve_secretkey, socket.curve_publickey = secret, public
            socket.curve_serverkey = member["curve"].encode()
            socket.reconnect_ivl, socket.reconnect_ivl_max = 100, 1000
            socket.subscribe(f"{code:06d}/")
            socket.connect(member["endpoint"])
            self.poller.register(socket, zmq.POLLIN)
            self.subscribers[peer] = socket

    def subscription(self):
        """Reads one subscription; the member's code where it may have the topic, else None."""
        event = self.publisher.recv(copy=False)
        text = event.bytes
        try:
            peer = self.codes_by_key.get(event.get("User-Id"))
        except zmq.ZMQError:  # a connection that is gone unsubscribes without saying who it was
            return None
        if not text or peer is None:
            return None
        topic = text[1:]
        if text[0] == 0:
            self.publisher.setsockopt(zmq.UNSUBSCRIBE, topic)
        elif topic.startswith(b"%06d/" % peer):
            self.publisher.setsockopt(zmq.SUBSCRIBE, topic)
            return peer
        return None

    def send(self, peer, channel, payload):
        """Hands a frame to the transport; False where it takes no more now."""
        try:
            self.publisher.send_multipart([b"%06d/%s" % (peer, channel.encode()), payload], zmq.DONTWAIT)
            return True
        except zmq.Again:
            return False

    def ask_for(self, peer, topic):
        """Asks a peer for a topic that may not be ours: only a test of the peer does this."""
        self.subscribers[peer].subscribe(topic)

    def close(self):
        self.gate.stop()
        self.context.destroy(linger=0)
