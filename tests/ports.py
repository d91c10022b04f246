"""Ports for the servers that tests and benchmarks start."""

import contextlib
import secrets
import socket


def free_port() -> int:
    """A port of this machine at which nobody listens.

    It lies below those that connections get on their way out: one of them could take it before a server does.
    """
    while True:
        port = secrets.randbelow(10_000) + 20_000  # not from random, which workers may have seeded alike
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port
