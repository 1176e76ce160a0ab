"""One member of the crowd: its two sockets for each node, and its hellos."""
import zmq
from citypeer import wire
from citypeer.wire import LANES, Position, frame
from tongban.v1 import frame_pb2

SOFTWARE = "crowd (Python)"


class Member:
    """A member with nothing on its disk: it tells each node that it lives, and answers when it is compared with."""

    def __init__(self, context, code, member, secret, nodes):
        self.code, self.session = code, wire.new_number()
        keys = secret.encode(), zmq.curve_public(secret.encode())
        # Whoever knows the key may hear it: these members have no secrets.
        self.publisher = context.socket(zmq.PUB)
        self.publisher.curve_server, self.publisher.curve_secretkey = True, keys[0]
        self.publisher.bind(member["endpoint"])
        self.subscribers, self.heard, self.echo = {}, dict.fromkeys(nodes, 0), dict.fromkeys(nodes, 0)
        for node, its in nodes.items():
            socket = self.subscribers[node] = context.socket(zmq.SUB)
            socket.curve_secretkey, socket.curve_publickey = keys
            socket.curve_serverkey = its["curve"].encode()
            socket.reconnect_ivl, socket.reconnect_ivl_max = 100, 1000
            socket.subscribe(f"{code:06d}/")
            socket.connect(its["endpoint"])

    def listen(self):
        """Takes what has come from the nodes."""
        for node, socket in self.subscribers.items():
            while True:
                try:
                    payload = socket.recv_multipart(zmq.DONTWAIT)[1]
                except zmq.Again:
                    break
                self.hear(node, wire.read_frame(payload))

    def hear(self, node, said):
        kind = said.WhichOneof("kind")
        if kind == "hello":
            self.echo[node] = said.hello.challenge
            if self.heard[node] != said.hello.session:
                self.heard[node] = said.hello.session
                self.greet(node)
        elif kind == "account_request":
            self.account(node, said.account_request)

    def greet(self, node):
        hello = frame_pb2.Hello(
            node=self.code, epoch=self.session, session=self.session, heard=self.heard[node], version_min=1,
            version_max=1, software=SOFTWARE, echo=self.echo[node])
        for lane in LANES:
            hello.standings.add(lane=lane, received=Position().write(), sent=Position().write())
        self.say(node, frame(hello=hello))

    def account(self, node, request):
        answer = frame_pb2.AccountAnswer(number=request.number)
        for lane in LANES:
            for own in (True, False):
                answer.streams.add(lane=lane, own=own, end=Position().write())
        self.say(node, frame(account_answer=answer))

    def say(self, node, payload):
        self.publisher.send_multipart([b"%06d/control" % node, payload], zmq.DONTWAIT)
