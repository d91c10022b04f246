"""Many messages and full ones: what they cost the grader is counted here, because time depends on the machine."""

import itertools
import json
import math
import socket
import struct
import tracemalloc

import numpy as np
import pytest

from gradcalc.grading.running import session as grader
from gradcalc.grading.running.inside import wire
from gradcalc.grading.running.inside.wire import CALL, ERROR, RAN, REPLY, Closed, OutOfTime, Wire, pack, unpack
from gradcalc.grading.running.session import Session, most_numbers, seconds_from_now
from gradcalc.questions.inputs import InputFunction
from gradcalc.questions.model import Answer, Case, Stratum
from gradcalc.questions.replies import LARGEST_ARRAY

ANSWER = Answer("told", "function", "anything", lambda f: 0.0, (Stratum("any", 1),), arguments="f")
CASE = Case(ANSWER, ANSWER.strata[0], (InputFunction("cubic", (1.0, 0.0, 0.0, 0.0)),))
NUMBER, FUNCTION = 1, 2  # of the first question, and of the function in it


@pytest.fixture
def line():
    """A session, and the other end of its line."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1_000_000)
        yield Session(Wire(ours)), theirs


def message(kind: bytes, content: bytes) -> bytes:
    return kind + len(content).to_bytes(4, "little") + content


def reply(number: int) -> bytes:
    told = {"number": number, "outcome": "value", "dtype": "f", "shape": [], "numbers": [7.0]}
    return message(REPLY, json.dumps(told).encode())


FLOODS = {
    "replies to others": reply(99),
    "ends of cells": message(RAN, b'{"number": 1, "error": "", "message": ""}'),
    "calls": message(CALL, FUNCTION.to_bytes(4, "little") + pack((1.0,))),
    "calls of other functions": message(CALL, bytes(4)),
}


@pytest.mark.parametrize("one", FLOODS.values(), ids=FLOODS)
def test_the_time_is_up_between_messages_that_have_come_already(line, monkeypatch, one):
    session, theirs = line
    theirs.sendall(one * (60_000 // len(one)))
    read, clock = [], itertools.count()
    monkeypatch.setattr(wire.time, "monotonic", lambda: next(clock))
    receive = Wire.receive
    monkeypatch.setattr(Wire, "receive", lambda self, deadline: (receive(self, deadline), read.append(1))[0])
    with pytest.raises(OutOfTime):
        session.ask(CASE, 100)
    assert 0 < len(read) < 100


def test_who_tells_again_and_again_what_nobody_asked_for_is_not_listened_to(line, monkeypatch):
    monkeypatch.setattr(grader, "MOST_UNASKED", 10)
    session, theirs = line
    theirs.sendall(FLOODS["ends of cells"] + reply(99) * 8 + reply(NUMBER))
    assert session.ask(CASE, seconds_from_now(20)).value == 7.0
    theirs.sendall(reply(99) * 10 + reply(3))
    with pytest.raises(Closed):
        session.ask(CASE, seconds_from_now(20))


def test_what_came_of_an_answer_is_not_taken_for_the_end_of_a_cell(line):
    session, theirs = line
    theirs.sendall(reply(NUMBER) + message(RAN, b'{"number": 1, "error": "KeyError", "message": "x"}'))
    assert session.run("1", seconds_from_now(20)).error == "KeyError"


def many(count: int) -> bytes:
    return struct.pack("<I", count)


FULL = {
    "nothings": b"t" + many(4_000_000) + b"n" * 4_000_000,
    "a list of nothings": b"t" + many(1) + b"l" + many(4_000_000) + b"n" * 4_000_000,
    "lists of lists": b"t" + many(100) + (b"l" + many(99_000) + b"n" * 99_000) * 100,
    "empty lists": b"l" + many(3_000_000) + b"l\0\0\0\0" * 3_000_000,
    "an array of objects": b"t" + many(1) + b"o\1" + many(4_000_000) + b"l" + many(4_000_000) + b"n" * 4_000_000,
    "an array of objects made of an array": b"o\1%sa\1%s%s|b1" % (many(10**7), many(10**7), many(3)) + bytes(10**7),
    "a count that is a lie": b"t" + many(2**32 - 1),
}


@pytest.mark.parametrize("content", FULL.values(), ids=FULL)
def test_a_call_with_too_many_parts_is_refused_before_they_are_made(content):
    tracemalloc.start()
    try:
        with pytest.raises(ValueError, match="these bytes hold"):
            unpack(content, LARGEST_ARRAY)
        assert tracemalloc.get_traced_memory()[1] < 30_000_000
    finally:
        tracemalloc.stop()


def test_such_a_call_gets_an_error_that_says_what_to_do(line):
    session, theirs = line
    theirs.sendall(message(CALL, FUNCTION.to_bytes(4, "little") + b"t" + many(2**31)) + reply(NUMBER))
    session.ask(CASE, seconds_from_now(20))
    other = Wire(theirs)
    _, (kind, content) = other.receive(seconds_from_now(20)), other.receive(seconds_from_now(20))
    error, said = json.loads(content)
    assert (kind, error) == (ERROR, "ValueError")
    assert "numbers in an array are one part" in said


@pytest.mark.parametrize("value", [np.zeros(1_500_000), [0.5] * 90_000, np.full(90_000, 2, object)], ids=type)
def test_what_an_honest_call_may_hold_is_read(value):
    assert np.array_equal(unpack(pack((value, 1)), LARGEST_ARRAY)[0], value)


def test_how_many_numbers_may_come_is_no_long_computation_itself():
    for values in ([1 << 8000] * 50_000, ["x" * 1000] * 50_000, [np.zeros((1,) * 20 + (100_000,))] * 3):
        most = most_numbers(*values)
        assert most >= 100_000
        assert math.log2(most) < 200
