"""The links between the nodes of one machine, each through a proxy of its own, where they can be cut and made slow."""
import asyncio
import re
import socket
import threading

CHUNK_BYTES = 65536
# So many chunks wait in each direction before the sender has to.
CHUNKS_MAX = 64


class Link:
    """The connections that one node makes to another."""

    def __init__(self, source, target, port):
        self.source, self.target, self.port = source, target, port
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.faults = None
        self.tasks = set()

    @property
    def endpoint(self):
        return "tcp://{}:{}".format(*self.listener.getsockname())

    async def serve(self, reader, writer):
        """One connection, until either end closes it. What is cut waits, as packets that are sent again do."""
        task = asyncio.current_task()
        self.tasks.add(task)
        writers = [writer]
        try:
            there_reader, there_writer = await asyncio.open_connection("127.0.0.1", self.port)
            writers.append(there_writer)
            ways = [asyncio.create_task(self.pump(reader, there_writer, (self.source, self.target))),
                    asyncio.create_task(self.pump(there_reader, writer, (self.target, self.source)))]
            try:
                await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for way in ways:
                    way.cancel()
                await asyncio.gather(*ways, return_exceptions=True)
        except OSError:
            pass
        finally:
            self.tasks.discard(task)
            for one in writers:
                one.transport.abort()

    async def pump(self, reader, writer, way):
        """Brings bytes from one end to the other in one direction."""
        clock, waiting = asyncio.get_running_loop().time, asyncio.Queue(CHUNKS_MAX)

        async def read():
            while data := await reader.read(CHUNK_BYTES):
                slow = self.faults.slow.get(way)
                await waiting.put((clock() + (slow.delay / 1000 if slow else 0), data))
            await waiting.put((0, b""))

        reading = asyncio.create_task(read())
        try:
            while True:
                due, data = await waiting.get()
                if not data:
                    return
                await asyncio.sleep(max(0, due - clock()))
                slow = self.faults.slow.get(way)
                if slow and slow.rate:
                    await asyncio.sleep(len(data) * 8 / slow.rate)
                while way in self.faults.cuts:
                    await asyncio.sleep(0.02)
                writer.write(data)
                await writer.drain()
        except OSError:
            pass
        finally:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)


class Proxies:
    """One proxy for each node and each of its peers; every node gets a member list in which its own stand."""

    def __init__(self, lab):
        self.links = []
        for code, node in lab.nodes.items():
            list_name = f"federation-{code}.yaml"
            text = (lab.folder / "federation.yaml").read_text("utf-8")
            for peer in lab.nodes.values():
                if peer is node:
                    continue
                link = Link(code, peer.code, peer.exchange_port)
                self.links.append(link)
                text = re.sub(
                    rf'(code: "{peer.code}"\n.*\n *endpoint: ).*', lambda match, link=link: match[1] + link.endpoint,
                    text)
            (lab.folder / list_name).write_text(text, "utf-8")
            config = node.config.read_text("utf-8")
            node.config.write_text(re.sub("federation: .*", f"federation: ../{list_name}", config), "utf-8")
        self.change(lab.faults)
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def change(self, faults):
        """What holds from now on, also for connections that stand."""
        for link in self.links:
            link.faults = faults

    def _run(self):
        asyncio.set_event_loop(self.loop)
        for link in self.links:
            self.loop.run_until_complete(asyncio.start_server(link.serve, sock=link.listener))
        self.loop.run_forever()
        for task in asyncio.all_tasks(self.loop):
            task.cancel()
        self.loop.run_until_complete(asyncio.sleep(0))
        self.loop.close()

    def close(self):
        """Ends all connections and stops listening."""
        if self.thread.is_alive():
            self.loop.call_soon_threadsafe(self.loop.stop)
            self.thread.join()
