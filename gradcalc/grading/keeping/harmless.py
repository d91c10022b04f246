"""What students wrote, made harmless for the pages on which a lecturer reads it.

Markdown is cleaned before it is rendered: HTML that is cleaned first and rendered afterwards can come back to life.
What would make HTML, links or scripts of it is parted by a space. Nothing is taken away, for that could put together
what stood apart.
"""

import re
from typing import Any

from nbformat import NotebookNode

from gradcalc.grading.running.printable import in_lines

LONGEST_SOURCE, LONGEST_TEXT, LARGEST_PICTURE = 100_000, 10_000, 700_000
MOST_OUTPUTS = 20

_TAG, _LINK = re.compile(r"<(?=\S)"), re.compile(r"\](?=[(\[:])")
_ENTITY = re.compile(r"&(?=[#\w])")  # it would become a sign when it is rendered: a tag, or a backslash
# What MathJax turns into links, attributes or other packages, and how its names could be put together. A backslash
# before this one makes no difference: Markdown may take it for itself.
_TEX = re.compile(
    r"\\(?=(?:href|url|require|class|cssId|style|bbox|unicode|data|html[A-Za-z]*|mmlToken|csname|catcode|input|include)"
    r"(?![A-Za-z]))"
)
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]+")


def markdown(text: str) -> str:
    r"""The text with all its words, but without HTML, links and pictures.

    >>> markdown(r"It is <b>flat</b>, as $a<b$. [Look](javascript:run) $\href{there}{x}$")
    'It is < b>flat< /b>, as $a< b$. [Look] (javascript:run) $\\ href{there}{x}$'
    """
    text = _ENTITY.sub("& ", plain(text, LONGEST_SOURCE))
    for pattern, parted in ((_TEX, r"\\ "), (_TAG, "< "), (_LINK, "] ")):
        text = pattern.sub(parted, text)
    return text


def plain(text: str, longest: int) -> str:
    """A text in lines without signs that do not show, cut off if it is too long."""
    return in_lines(text if len(text) <= longest else f"{text[:longest]}\n... (cut off)")


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
