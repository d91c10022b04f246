"""What comes through a relay is what was sent, as long as it is not too much."""

import contextlib
import socket
import threading

import pytest
import zmq

from gradcalc.grading.running.relay import Relay


@pytest.fixture
def places(tmp_path):
    return str(tmp_path / "front"), str(tmp_path / "behind")


def connected(place: str) -> socket.socket:
    """A connection to a relay, which waits until it listens."""
    while True:
        with contextlib.suppress(OSError):
            end = socket.socket(socket.AF_UNIX)
            end.connect(place)
            return end


def everything(end: socket.socket) -> bytes:
    found = b""
    with contextlib.suppress(ConnectionError):
        while more := end.recv(1 << 16):
            found += more
    return found


@pytest.mark.parametrize("sent", [0, 10, 100_000, 100_001, 5_000_000])
def test_so_many_bytes_come_back_and_no_more(places, sent):
    front, behind = places
    relay = Relay(front, behind, 100_000)  # before there is anything behind it
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(behind)
        listening.listen()
        with connected(front) as end, listening.accept()[0] as kernel:
            asking = threading.Thread(target=end.sendall, args=(b"asked" * 100_000,), daemon=True)
            asking.start()
            assert kernel.recv(500_000, socket.MSG_WAITALL) == b"asked" * 100_000
            asking.join()
            with contextlib.suppress(OSError):
                kernel.sendall(b"x" * sent)
            kernel.close()
            found = everything(end)
    relay.close()
    assert found == b"x" * len(found)
    assert len(found) <= 100_000
    assert relay.full == (sent > 100_000)
    assert sent > 100_000 or len(found) == sent


@pytest.mark.parametrize("there", ["nobody", "the kernel", "both"])
def test_it_ends_whoever_is_there(places, there):
    front, behind = places
    with socket.socket(socket.AF_UNIX) as listening:
        if there != "nobody":
            listening.bind(behind)
            listening.listen()
        relay = Relay(front, behind, 10)
        if there == "both":
            connected(front).close()
        relay.close()
    assert not relay._thread.is_alive()


def test_a_message_of_zmq_with_parts_without_end_is_cut_off(places):
    front, behind = places
    context = zmq.Context()
    with context.socket(zmq.PAIR) as kernel, context.socket(zmq.PAIR) as grader:
        kernel.bind(f"ipc://{behind}")
        relay = Relay(front, behind, 1_000_000)
        grader.connect(f"ipc://{front}")
        grader.send(b"asked")
        assert kernel.recv() == b"asked"
        kernel.send(b"told")
        assert grader.recv() == b"told"
        kernel.send_multipart([bytes(100_000)] * 20)
        relay._thread.join()
        assert relay.full
        assert not grader.poll(0)
        relay.close()
    context.destroy(linger=0)
