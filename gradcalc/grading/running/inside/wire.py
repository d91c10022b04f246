"""Messages between the grader and the process that runs a student's code, and numbers as bytes in them.

Neither side trusts the other's bytes further than their form: nothing here can run code.
"""

import socket
import struct
import time
from typing import Any

import numpy as np

from gradcalc.questions.replies import taken_by_functions

# What a message is. The grader sends those of the first line, the student's process the others.
NAMES, CELL, WITHHOLD, ASK, VALUE, ERROR, LEAVE = b"n", b"c", b"w", b"a", b"v", b"e", b"l"
REPLY, CALL, RAN = b"r", b"f", b"o"

# What the server is told: to start a submission, or to end it; and that it has done so.
START, END, DONE = b"s", b"e", b"d"

# Content of WITHHOLD, in place of the names that are allowed: nothing is withheld any more.
NOTHING = b"-"

LARGEST = 16_000_000
DEEPEST = 8

_HEADER, _FLOAT, _COUNT = struct.Struct("<cI"), struct.Struct("<d"), struct.Struct("<I")
_DTYPES = {np.dtype(code).str: np.dtype(code) for code in np.typecodes["AllInteger"] + np.typecodes["AllFloat"] + "?"}
_SCALARS = {id(dtype.type): dtype.str for dtype in _DTYPES.values()}


class Closed(Exception):
    """The other side is gone, or sent what is no message."""


class OutOfTime(Exception):
    """No message came in time."""


class Wire:
    """A socket that carries messages: a kind of one byte, and the bytes of its content."""

    def __init__(self, connection: socket.socket):
        self.connection, self._buffer, self._patience = connection, b"", 0.0

    def send(self, kind: bytes, content: bytes, deadline: float | None = None) -> None:
        """Send a message. deadline is a time.monotonic(). Raises Closed or OutOfTime."""
        try:
            self._wait_until(deadline)
            self.connection.sendall(_HEADER.pack(kind, len(content)) + content)
        except TimeoutError:
            raise OutOfTime from None
        except OSError:
            raise Closed from None

    def receive(self, deadline: float | None = None) -> tuple[bytes, bytes]:
        """The next message. Raises Closed, or OutOfTime even if it has come already."""
        if deadline is not None and time.monotonic() >= deadline:
            raise OutOfTime
        buffer, self._buffer = self._buffer, b""
        while len(buffer) < _HEADER.size:
            buffer += self._more(deadline)
        kind, length = _HEADER.unpack_from(buffer)
        if length > LARGEST:
            raise Closed
        end = _HEADER.size + length
        if len(buffer) < end:
            parts, size = [buffer], len(buffer)
            while size < end:
                parts.append(self._more(deadline))
                size += len(parts[-1])
            buffer = b"".join(parts)
        self._buffer = buffer[end:]
        return kind, buffer[_HEADER.size : end]

    def _more(self, deadline: float | None) -> bytes:
        try:
            self._wait_until(deadline)
            found = self.connection.recv(1 << 16)
        except TimeoutError:
            raise OutOfTime from None
        except OSError:
            raise Closed from None
        if not found:
            raise Closed
        return found

    def _wait_until(self, deadline: float | None) -> None:
        if deadline is None:
            return
        left = deadline - time.monotonic()
        if left <= 0:
            raise OutOfTime
        # Setting it anew each time would cost as much as the message does.
        if not left <= self._patience <= left + 0.1:
            self._patience = left
            self.connection.settimeout(left)


class Function:
    """A function that is called by message: its number, and the names of its arguments."""

    def __init__(self, number: int, arguments: str):
        self.number, self.arguments = number, arguments


def pack(value: Any, depth: int = DEEPEST) -> bytes:
    """Numbers, arrays, texts, and lists of them as bytes that keep every type. Raises TypeError for all else.

    Fractions, and arrays of other libraries, become plain numbers and arrays.

    >>> unpack(pack((1, 2.5, np.float32(3), [np.arange(2)])))
    (1, 2.5, np.float32(3.0), [array([0, 1])])
    """
    kind = type(value)
    if kind is tuple and depth:
        return b"t" + _COUNT.pack(len(value)) + b"".join([pack(part, depth - 1) for part in value])
    if kind is float:
        return b"d" + _FLOAT.pack(value)
    if kind is np.float64:
        return b"D" + _FLOAT.pack(value)
    if kind is np.ndarray or (isinstance(value, np.ndarray) and kind.__module__.startswith("numpy")):
        return _pack_array(np.asarray(value), depth)
    if id(kind) in _SCALARS:
        return b"s" + _text(_SCALARS[id(kind)]) + value.tobytes()
    if kind is bool:
        return b"b" + bytes([value])
    if kind is int:
        return b"i" + _sized(value.to_bytes(value.bit_length() // 8 + 1, "little", signed=True))
    if kind is complex:
        return b"c" + struct.pack("<2d", value.real, value.imag)
    if kind is str:
        return b"u" + _sized(value.encode("utf-8", "replace"))
    if kind is Function:
        return b"f" + _COUNT.pack(value.number) + _text(value.arguments)
    if value is None:
        return b"n"
    if kind is list and depth:
        return b"l" + _COUNT.pack(len(value)) + b"".join([pack(part, depth - 1) for part in value])
    plain = taken_by_functions(value)
    if plain is not None:
        return pack(float(plain) if plain.ndim == 0 and plain.dtype == float else plain)
    raise TypeError(f"a function here takes numbers and arrays of numbers, not a {kind.__name__}")


def _sized(content: bytes) -> bytes:
    return _COUNT.pack(len(content)) + content


def _text(text: str) -> bytes:
    return _sized(text.encode())


def _pack_array(array: np.ndarray, depth: int) -> bytes:
    shape = struct.pack(f"<B{array.ndim}I", array.ndim, *array.shape)
    if array.dtype.kind == "O" and depth:
        return b"o" + shape + pack(array.ravel().tolist(), depth - 1)
    dtype = array.dtype.newbyteorder("=")
    if dtype.str not in _DTYPES:
        raise TypeError(f"a function here takes numbers and arrays of numbers, not an array of {array.dtype}")
    return b"a" + shape + _text(dtype.str) + array.astype(dtype, copy=False).tobytes()


def unpack(content: bytes, parts: int = LARGEST) -> Any:
    """What was packed. Raises ValueError for whatever `pack` does not make, and for more than so many parts of lists.

    An array of numbers is one part, however long it is.
    """
    try:
        value, end = _unpack(content, 0, DEEPEST, [parts])
    except (struct.error, IndexError, KeyError, TypeError, OverflowError, MemoryError) as error:
        raise ValueError("these bytes hold no numbers") from error
    if end != len(content):
        raise ValueError("these bytes hold more than numbers")
    return value


def _unpack(content: bytes, at: int, depth: int, left: list[int]) -> tuple[Any, int]:
    """A value and where it ends. left holds how many parts there may be from here on, wherever they are."""
    head, at = content[at : at + 1], at + 1
    if (head == b"t" or head == b"l") and depth:
        (count,) = _COUNT.unpack_from(content, at)
        at += 4
        left[0] -= count
        if left[0] < 0:
            raise ValueError("these bytes hold too many parts: numbers in an array are one part")
        values = []
        for _ in range(count):
            value, at = _unpack(content, at, depth - 1, left)
            values.append(value)
        return (tuple(values) if head == b"t" else values), at
    if head == b"d":
        return _FLOAT.unpack_from(content, at)[0], at + 8
    if head == b"D":
        return np.float64(_FLOAT.unpack_from(content, at)[0]), at + 8
    if head == b"a" or head == b"o":
        return _unpack_array(content, at, head, depth, left)
    if head == b"s":
        name, at = _read(content, at)
        dtype = _DTYPES[name.decode()]
        return np.frombuffer(content, dtype, 1, at)[0], at + dtype.itemsize
    if head == b"b":
        return bool(content[at]), at + 1
    if head == b"i":
        number, at = _read(content, at)
        return int.from_bytes(number, "little", signed=True), at
    if head == b"c":
        return complex(*struct.unpack_from("<2d", content, at)), at + 16
    if head == b"u":
        text, at = _read(content, at)
        return text.decode("utf-8", "replace"), at
    if head == b"f":
        (number,) = _COUNT.unpack_from(content, at)
        arguments, at = _read(content, at + 4)
        return Function(number, arguments.decode()), at
    if head == b"n":
        return None, at
    raise ValueError("these bytes hold no numbers")


def _read(content: bytes, at: int) -> tuple[bytes, int]:
    (length,) = _COUNT.unpack_from(content, at)
    at += 4
    if at + length > len(content):
        raise ValueError("these bytes end too early")
    return content[at : at + length], at + length


def _unpack_array(content: bytes, at: int, head: bytes, depth: int, left: list[int]) -> tuple[np.ndarray, int]:
    ndim = content[at]
    shape = struct.unpack_from(f"<{ndim}I", content, at + 1)
    at += 1 + 4 * ndim
    if head == b"o":
        if not depth:
            raise ValueError("these bytes hold no numbers")
        values, at = _unpack(content, at, depth - 1, left)
        if type(values) is not list:
            raise ValueError("these bytes hold no numbers")
        array = np.empty(len(values), dtype=object)
        array[:] = values
        return array.reshape(shape), at
    name, at = _read(content, at)
    dtype = _DTYPES[name.decode()]
    count = 1
    for size in shape:
        count *= size
    return np.frombuffer(content, dtype, count, at).reshape(shape).copy(), at + count * dtype.itemsize
