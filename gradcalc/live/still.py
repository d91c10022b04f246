"""What stands beside a live picture in its output: a still one and words, for where no kernel answers."""

import base64
from typing import Literal

Bundle = tuple[dict, dict]  # what an output holds, by MIME type, and what is said of it


def with_still(
    live: dict | Bundle | None,
    words: str,
    png: bytes | None = None,
    pixel_ratio: float = 1,
    alt: str = "",
    kind: Literal["picture", "question", "check"] = "picture",
) -> Bundle:
    """The output of a widget, with its words and its still picture, if there is one.

    pixel_ratio is how many pixels of the picture lie on one of the page, alt are the words that belong to the picture
    alone. kind tells a page what the reader can do when the cell has run: move a picture, answer a question, or ask
    more of a check.

    >>> with_still({"text/plain": "a widget"}, "How high is the hill?", kind="question")
    ({'text/plain': 'How high is the hill?'}, {'gradcalc': {'kind': 'question'}})
    """
    data, metadata = live if isinstance(live, tuple) else (live or {}, {})
    data, metadata = {**data, "text/plain": words}, {**metadata, "gradcalc": {"kind": kind}}
    if png:
        data["image/png"] = base64.b64encode(png).decode()
        metadata["image/png"] = {"alt": alt or words, "width": round(_width(png) / pixel_ratio)}
    return data, metadata


def _width(png: bytes) -> int:
    """How many pixels a PNG is wide, as its header says."""
    return int.from_bytes(png[16:20])
