"""What students wrote, made harmless for the pages on which a lecturer reads it.

Markdown is cleaned before it is rendered: HTML that is cleaned first and rendered afterwards can come back to life.
What would make HTML, links or scripts of it is parted by a space. Nothing is taken away, for that could put together
what stood apart.
"""

import re
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode

from gradcalc.grading.running.printable import in_lines

LONGEST_SOURCE, LONGEST_TEXT, LARGEST_PICTURE = 100_000, 10_000, 700_000
LARGEST_ATTACHED = 30_000_000  # of one notebook: photos of handwriting, as telephones take them
ATTACHED = ("image/png", "image/jpeg", "image/gif", "image/webp")
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


@dataclass
class Room:
    """How many signs of pictures may still be taken from one notebook."""

    signs: int = LARGEST_ATTACHED


def attachments(cell: dict, room: Room) -> tuple[NotebookNode, list[str]]:
    """The pictures attached to a cell, under names of our own, and the lines of Markdown that show them.

    One that no browser shows, or for which there is no more room, is named in its line.
    """
    given, kept, lines = cell.get("attachments"), NotebookNode(), list[str]()
    for number, bundle in enumerate(given.values() if type(given) is dict else (), start=1):
        name, shown = f"picture-{number}", _picture(bundle, room.signs) if number <= MOST_OUTPUTS else None
        if shown:
            room.signs -= len(shown[1])
            kept[name] = NotebookNode({shown[0]: shown[1]})
            lines.append(f"![A picture that was handed in](attachment:{name})")
        elif number <= MOST_OUTPUTS:
            lines.append("*(A picture that cannot be shown here: open the notebook that was handed in.)*")
    return kept, lines


def _picture(bundle: Any, most: int) -> tuple[str, str] | None:
    for mime in ATTACHED if type(bundle) is dict else ():
        picture = "".join(text_of(bundle.get(mime)).split())
        if 0 < len(picture) <= most and _BASE64.fullmatch(picture):
            return mime, picture
    return None


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


def _of_format_3(output: dict) -> dict:
    """The data of an output of format 3, which stand in it under short names."""
    return {"image/png": output.get("png"), "image/jpeg": output.get("jpeg"), "text/plain": output.get("text")}


def _output(output: Any) -> Any:
    if type(output) is not dict:
        return None
    kind = output.get("output_type")
    if kind == "stream":
        name = "stderr" if "stderr" in (output.get("name"), output.get("stream")) else "stdout"
        return stream(name, plain(text_of(output.get("text")), LONGEST_TEXT))
    if kind in ("error", "pyerr"):
        said = plain(f"{text_of(output.get('ename'))}: {text_of(output.get('evalue'))}", LONGEST_TEXT)
        return stream("stderr", said)
    data = output.get("data", _of_format_3(output))
    if kind not in ("display_data", "execute_result", "pyout") or type(data) is not dict:
        return None
    for mime in ("image/png", "image/jpeg"):
        picture = text_of(data.get(mime))
        if 0 < len(picture) <= LARGEST_PICTURE and _BASE64.fullmatch(picture):
            return _shown(mime, picture)
    text = plain(text_of(data.get("text/plain")), LONGEST_TEXT)
    return _shown("text/plain", text) if text else None
