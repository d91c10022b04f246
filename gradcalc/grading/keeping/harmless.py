"""What students wrote, made harmless for the pages on which a lecturer reads it.

Markdown is cleaned by taking away what makes HTML, links and scripts of it, before it is rendered:
HTML that is cleaned first and rendered afterwards can come back to life.
"""

import re
from typing import Any

from nbformat import NotebookNode

LONGEST_SOURCE, LONGEST_TEXT, LARGEST_PICTURE = 100_000, 10_000, 700_000
MOST_OUTPUTS = 20

_TAG = re.compile(r"<(?=\S)")
_LINK = re.compile(r"\](?=[(\[:])")
# What MathJax turns into links, attributes or other packages, and how its names could be put together.
_TEX = re.compile(
    r"\\(?=(?:href|url|require|class|cssId|style|data|html\w*|mmlToken|csname|catcode|input|include)(?![a-z]))"
)
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]+")


def markdown(text: str) -> str:
    """The text with all its words, but without HTML, links and pictures.

    >>> markdown("It is <b>flat</b>, as $a<b$. [Look](javascript:run)")
    'It is < b>flat< /b>, as $a< b$. [Look] (javascript:run)'
    """
    text = _TEX.sub("", plain(text, LONGEST_SOURCE))
    return _LINK.sub("] ", _TAG.sub("< ", text))


def plain(text: str, longest: int) -> str:
    """A text that can be written in UTF-8, cut off if it is too long."""
    text = text if len(text) <= longest else f"{text[:longest]}\n... (cut off)"
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")


def outputs(cell: dict) -> list:
    """The outputs of a code cell as plain text and pictures, of whatever stands in a file."""
    given = cell.get("outputs")
    kept = [_output(output) for output in given[:MOST_OUTPUTS]] if type(given) is list else []
    return [output for output in kept if output]


def text_of(value: Any) -> str:
    """A text in a notebook, which may be written as a list of lines; anything else is empty."""
    if type(value) is list and all(type(line) is str for line in value):
        value = "".join(value)
    return value if type(value) is str else ""


# nbformat's own new_output holds each output against the format, which takes longer than all else here.
def stream(name: str, text: str) -> NotebookNode:
    """An output of printed text."""
    return NotebookNode(output_type="stream", name=name, text=text)


def result(text: str) -> NotebookNode:
    """An output of the value of a cell."""
    return NotebookNode(output_type="execute_result", execution_count=None, **_data("text/plain", text))


def _shown(mime: str, content: str) -> NotebookNode:
    return NotebookNode(output_type="display_data", **_data(mime, content))


def _data(mime: str, content: str) -> dict[str, NotebookNode]:
    return {"data": NotebookNode({mime: content}), "metadata": NotebookNode()}


def _output(output: Any) -> Any:
    if type(output) is not dict:
        return None
    kind = output.get("output_type")
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        return stream(name, plain(text_of(output.get("text")), LONGEST_TEXT))
    if kind == "error":
        said = plain(f"{text_of(output.get('ename'))}: {text_of(output.get('evalue'))}", LONGEST_TEXT)
        return stream("stderr", said)
    data = output.get("data")
    if kind not in ("display_data", "execute_result") or type(data) is not dict:
        return None
    for mime in ("image/png", "image/jpeg"):
        picture = text_of(data.get(mime))
        if 0 < len(picture) <= LARGEST_PICTURE and _BASE64.fullmatch(picture):
            return _shown(mime, picture)
    text = plain(text_of(data.get("text/plain")), LONGEST_TEXT)
    return _shown("text/plain", text) if text else None
