"""JSON of somebody else's: what it can come to is counted before it is decoded.

A few bytes each, such as those of `null,` or `[],`, would become a hundred times as much in memory.
"""

import json
from typing import Any


class TooMuch(ValueError):
    """More can come of the text than is decoded."""


def decoded(content: bytes, longest: int, parts: int, lists: int, *, strict: bool = True) -> Any:
    """What a JSON text holds: of at most so many bytes, values, and lists and objects among them.

    Signs in texts count as well. strict refuses NaN and Infinity, which Python writes and JSON does not know.

    Raises TooMuch, before anything is decoded, and ValueError where it is no JSON.

    >>> decoded(b'{"a": [1, 2]}', longest=20, parts=4, lists=2)
    {'a': [1, 2]}
    >>> decoded(b"[[[[1]]]]", longest=20, parts=4, lists=2)
    Traceback (most recent call last):
    ...
    gradcalc.grading.running.decoding.TooMuch: 4 lists or objects, and at most 2 are decoded
    """
    if len(content) > longest:
        raise TooMuch(f"{len(content):,} bytes, and at most {longest:,} are decoded")
    opened = content.count(b"[") + content.count(b"{")
    if opened > lists:
        raise TooMuch(f"{opened:,} lists or objects, and at most {lists:,} are decoded")
    held = opened + content.count(b",")
    if held > parts:
        raise TooMuch(f"{held:,} parts, and at most {parts:,} are decoded")
    try:
        return json.loads(content, parse_constant=_no_number if strict else None)
    except (RecursionError, MemoryError) as error:
        raise ValueError(f"no JSON that can be decoded: {type(error).__name__}") from None


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")
