"""A line to a kernel that carries so many bytes and no more.

libzmq limits the parts of a message but not their number: it would take whatever a kernel sends into the memory of
the grader, until the last part has come.
"""

import contextlib
import os
import select
import socket
import threading

PIECE, PAUSE = 1 << 16, 0.02


class Relay:
    """A Unix socket in front of another one: of what is sent back from there, at most so many bytes come through.

    full says that there was more, after which nothing is carried any more. Raises RuntimeError where there is no
    room for another thread.
    """

    def __init__(self, place: str, behind: str, most: int):
        self.full = False
        self._behind, self._left, self._place = behind, most, place
        self._ended = threading.Event()
        self._front, self._back = socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Hang up on both sides."""
        self._ended.set()
        for end in (self._front, self._back):
            with contextlib.suppress(OSError):  # it was not connected
                end.shutdown(socket.SHUT_RDWR)
        self._thread.join()

    def _run(self) -> None:
        try:
            self._connect()
            self._carry()
        except OSError:
            pass  # one of the two is gone
        finally:
            self._front.close()
            self._back.close()

    def _connect(self) -> None:
        """Wait for both sides. Only the first who asks in front is let in."""
        while True:
            try:
                self._back.connect(self._behind)
                break
            except OSError:
                if self._ended.wait(PAUSE):
                    raise
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(self._place)
            listening.listen(1)
            while not select.select([listening], [], [], PAUSE)[0]:
                if self._ended.is_set():
                    raise OSError("nobody has come")
            self._front.close()
            self._front, _ = listening.accept()
        os.unlink(self._place)

    def _carry(self) -> None:
        while not self._ended.is_set():
            for end in select.select([self._front, self._back], [], [])[0]:
                found = end.recv(PIECE)
                if not found:
                    return
                if end is self._back:
                    self._left -= len(found)
                    if self._left < 0:
                        self.full = True
                        return
                (self._front if end is self._back else self._back).sendall(found)
