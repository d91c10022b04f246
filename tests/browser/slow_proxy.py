"""A slow line to a server: a TCP proxy that holds everything back for a while, each way, and keeps its order.

It can be narrow as well: then all that comes from the server shares so many bytes a second.
"""

import asyncio
import contextlib
import threading
import time
import urllib.parse
from collections.abc import Iterator

CHUNK = 65536
PIECE = 4096  # bytes of those that share a narrow line in turn


class Line:
    """How long everything on the line is held back, in seconds, and how much comes through; both may be changed."""

    delay = 0.0
    rate = float("inf")  # bytes a second from the server
    free = 0.0  # when all that has been taken is through

    def take(self, size: int) -> float:
        """When so many bytes more have come through."""
        self.free = max(self.free, time.monotonic()) + size / self.rate
        return self.free


@contextlib.contextmanager
def slow_line(address: str) -> Iterator[tuple[str, Line]]:
    """A proxy for an http address; gives its own address and the line, at first without delay."""
    target, line, loop = urllib.parse.urlsplit(address), Line(), asyncio.new_event_loop()

    async def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.CancelledError):
            there, back = await asyncio.open_connection(target.hostname, target.port)
            await asyncio.gather(_carry(reader, back, line), _carry(there, writer, line, narrow=True))

    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    server = asyncio.run_coroutine_threadsafe(asyncio.start_server(connect, "127.0.0.1"), loop).result()
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", line
    finally:
        asyncio.run_coroutine_threadsafe(_close(server), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _carry(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, line: Line, narrow: bool = False
) -> None:
    """Carry bytes one way; each chunk arrives its delay after it was sent, never before an earlier one."""
    waiting: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

    async def deliver() -> None:
        while chunk := (await waiting.get()):
            due, data = chunk
            await asyncio.sleep(due - time.monotonic())
            if not data:
                break
            for start in range(0, len(data), PIECE):
                if writer.is_closing():
                    break
                if narrow:
                    await asyncio.sleep(line.take(len(data[start : start + PIECE])) - time.monotonic())
                writer.write(data[start : start + PIECE])
            await writer.drain()

    delivery = asyncio.create_task(deliver())
    with contextlib.suppress(ConnectionError, asyncio.CancelledError):
        while data := await reader.read(CHUNK):
            waiting.put_nowait((time.monotonic() + line.delay, data))
        waiting.put_nowait((time.monotonic() + line.delay, b""))
        await delivery
    delivery.cancel()
    writer.close()


async def _close(server: asyncio.Server) -> None:
    server.close()
    tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
