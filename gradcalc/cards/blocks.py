"""What a check's card is made of from top to bottom, as data that becomes HTML or text."""

import html
import itertools
from collections.abc import Sequence
from typing import Literal

Block = tuple[Literal["sentence", "row", "code", "hint"], str]


def html_of(card: Sequence[Block]) -> str:
    """Parts of a card as HTML.

    >>> html_of([("sentence", "Is 1 < 2?")])
    '<p class="gradcalc-check-sentence">Is 1 &lt; 2?</p>'
    """
    body = ""
    for kind, blocks in itertools.groupby(card, key=lambda block: block[0]):
        tag = {"row": "li", "code": "pre"}.get(kind, "p")
        items = "".join(f'<{tag} class="gradcalc-check-{kind}">{html.escape(text)}</{tag}>' for _, text in blocks)
        body += f"<ul>{items}</ul>" if kind == "row" else items
    return body
