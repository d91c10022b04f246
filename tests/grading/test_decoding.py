"""What is too full or too deep is refused before it is decoded; the largest honest message and file are not."""

import json
import tracemalloc
from collections.abc import Callable

import numpy as np
import pytest

from gradcalc.grading.running import decoding, kernel, reading
from gradcalc.grading.running.inside.answering import _plain
from gradcalc.grading.running.inside.naming import Used
from gradcalc.grading.running.inside.wire import LARGEST
from gradcalc.grading.running.plan import LARGEST_SOURCE, LARGEST_SOURCES, MOST_PARTS, Unreadable, plan, raw_cells
from gradcalc.grading.running.reading import Ended, read_ended, read_part, read_reply, read_used
from gradcalc.questions.replies import LARGEST_ARRAY, LONGEST_TEXT, Reply

NUMBER = 7

# What is decoded, and how much at most; each is full of parts, as dense as they can be.
READERS = {
    "a reply": lambda content: read_reply(content, NUMBER),
    "how a cell ended": lambda content: read_ended(content, NUMBER),
    "names": read_used,
    "a part of a message of a kernel": read_part,
    "a notebook": raw_cells,
}
REFUSALS = (reading.NOT_READABLE, Ended(), reading.NOT_KNOWN)
DENSE = {
    "nulls": (b'{"number": 7, "outcome": "value", "numbers": [', b"null,", b"null]}"),
    "lists": (b'{"number": 7, "names": [', b"[],", b"[]]}"),
    "objects": (b"[", b"{},", b"{}]"),
    "lists in lists": (b"", b"[", b""),
    "keys": (b"{", b'"a":1,', b'"number":7}'),
    "texts": (b"[[", b'"",', b'""],true]'),
    "UTF-16": ("[".encode("utf-16"), "0,".encode("utf-16-le"), "0]".encode("utf-16-le")),
}


@pytest.mark.parametrize("dense", DENSE.values(), ids=DENSE)
@pytest.mark.parametrize("read_it", READERS.values(), ids=READERS)
def test_what_holds_too_many_parts_is_refused_before_it_is_decoded(monkeypatch, read_it: Callable, dense):
    before, part, after = dense
    content = before + part * (15_000_000 // len(part)) + after

    def never(*arguments, **options):
        raise AssertionError("it was decoded")

    monkeypatch.setattr(decoding.json, "loads", never)
    assert refused(read_it, content)


def refused(read_it: Callable, content: bytes) -> bool:
    try:
        return any(read_it(content) is refusal or read_it(content) == refusal for refusal in REFUSALS)
    except (ValueError, Unreadable):
        return True


LIMITS = {
    "a reply": (reading.MOST_PARTS, reading.LARGEST_REPLY),
    "how a cell ended": (reading.MOST_SAID, reading.LARGEST_ENDING),
    "names": (reading.MOST_NAMES, reading.LARGEST_NAMES),
    "a part of a message of a kernel": (reading.MOST_SAID, reading.LARGEST_ENDING),
}


@pytest.mark.parametrize("dense", DENSE.values(), ids=DENSE)
@pytest.mark.parametrize("which", LIMITS)
def test_as_many_parts_as_are_decoded_stay_within_a_tenth_of_a_gigabyte(which, dense):
    before, part, after = dense
    parts, longest = LIMITS[which]
    content = before + part * min(parts - 10, (longest - 100) // len(part)) + after
    tracemalloc.start()
    try:
        refused(READERS[which], content)
        assert tracemalloc.get_traced_memory()[1] < 100_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("number", [-1.7976931348623157e308, 5e-324, float("nan")])
def test_the_largest_honest_reply_is_read(number):
    value = np.full((LARGEST_ARRAY // 10, 10), complex(number, number))
    plain = _plain(Reply("value", value), "[{,".ljust(400, "["))
    content = json.dumps({"number": NUMBER} | plain).encode()
    assert np.array_equal(read_reply(content, NUMBER).value, value, equal_nan=True)


@pytest.mark.parametrize("sign", ["[", ",", "{", "\N{EMPTY SET}", "\N{GRINNING FACE}"])
def test_texts_may_hold_any_signs(sign):
    told = Reply("raised", name="ValueError", message=sign * LONGEST_TEXT)
    content = json.dumps({"number": NUMBER} | _plain(told, sign * 400)).encode()
    assert read_reply(content, NUMBER).message == sign * LONGEST_TEXT
    text = json.dumps({"number": NUMBER} | _plain(Reply("value", sign * LONGEST_TEXT), sign * 400)).encode()
    assert read_reply(text, NUMBER).value == sign * LONGEST_TEXT


def test_names_of_a_large_notebook_are_read():
    names = [f"name_{number}" for number in range(20_000)]
    assert read_used(json.dumps([names, True]).encode()) == Used(frozenset(names), True)


def test_a_notebook_may_hold_what_pictures_and_widgets_write():
    numbers = [float("nan"), *range(500_000)]
    content = json.dumps({"cells": [{"cell_type": "code", "outputs": numbers}]}).encode()
    assert len(numbers) < MOST_PARTS
    assert len(raw_cells(content)[0]["outputs"]) == len(numbers)


def test_a_kernel_is_read_ahead_of_for_a_few_messages_alone():
    context = kernel._context()
    assert context.RCVHWM * context.MAXMSGSIZE <= 50_000_000


NO_NOTEBOOKS = {
    "deep lists": b'{"cells": [' + b"[" * 100_000 + b"]" * 100_000 + b"]}",
    "deep objects": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "a long number": b'{"cells": [' + b"9" * 10**6 + b"]}",
    "a long key": b'{"' + b"x" * 10**6,
    "half a sign": b'{"cells": ["\xff"]}',
}


@pytest.mark.parametrize("content", NO_NOTEBOOKS.values(), ids=NO_NOTEBOOKS)
def test_a_file_that_is_hard_to_decode_is_refused(content):
    with pytest.raises(Unreadable, match="cannot be read as JSON"):
        raw_cells(content)


def test_the_code_of_all_cells_together_is_limited():
    """It is sent to the sandbox at once, which says what names it uses."""
    cells = [{"cell_type": "code", "source": "x" * LARGEST_SOURCE}] * (LARGEST_SOURCES // LARGEST_SOURCE)
    assert len(plan(json.dumps({"cells": cells}).encode(), "03").own) == len(cells)
    cells.append({"cell_type": "code", "source": "y"})
    with pytest.raises(Unreadable, match="million signs of code"):
        plan(json.dumps({"cells": cells}).encode(), "03")
    assert len(json.dumps(["\u2207" * LARGEST_SOURCES])) < LARGEST
