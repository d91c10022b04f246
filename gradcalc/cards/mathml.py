r"""Words with formulas between dollars, as HTML with MathML, which browsers show and read out, and as plain text.

Of LaTeX it knows what drills are written in: `gradcalc.formulas.latex`, and a few signs more.
"""

import html
import re
from typing import NamedTuple

TOKEN = re.compile(r"\\[a-zA-Z]+|\\.|\d+(?:\.\d+)?|\S")
SIGNS = {
    r"\cdot": "·", r"\approx": "≈", r"\nabla": "∇", r"\partial": "∂", r"\eta": "η", r"\pi": "π",
}  # fmt: skip
LETTERS = (r"\eta", r"\pi", r"\nabla", r"\partial")
FUNCTIONS = (r"\sin", r"\cos", r"\tan", r"\ln")
NAMES = tuple(name[1:] for name in FUNCTIONS)
OPENING, CLOSING = "([", ")]"


class Written(NamedTuple):
    """A piece of a formula, as MathML and as text; whether the text holds together without brackets."""

    mathml: str
    text: str
    tight: bool = True

    @property
    def held(self) -> str:
        """The text in brackets, unless it holds together."""
        return self.text if self.tight else f"({self.text})"


MINUS = Written("", "−", False)  # between two terms or in front of one: known where it stands


def html_of(markdown: str) -> str:
    """Words with formulas and **bold** parts as HTML. Raises ValueError for LaTeX that is not known here.

    >>> html_of("Is $x < 1$ **or** not?")
    'Is <math><mi>x</mi><mo>&lt;</mo><mn>1</mn></math> <strong>or</strong> not?'
    """
    parts = markdown.split("$")
    return "".join(
        f"<math>{_written(part).mathml}</math>"
        if i % 2
        else re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", html.escape(part))
        for i, part in enumerate(parts)
    )


def text_of(markdown: str) -> str:
    r"""The same as plain text, formulas as one types them. Raises ValueError for LaTeX that is not known here.

    >>> text_of(r"What is $\frac{\partial f}{\partial x}$ of $3 \, x^{2}$?")
    'What is ∂f/∂x of 3·x^2?'
    """
    parts = markdown.split("$")
    return "".join(_written(part).text if i % 2 else part.replace("**", "") for i, part in enumerate(parts))


def _written(latex: str) -> Written:
    tokens = TOKEN.findall(latex)[::-1]  # the next one stands at the end
    whole = _row(tokens)
    if tokens:
        raise ValueError(f"“{tokens[-1]}” closes nothing in the formula “{latex}”.")
    return whole


def _row(tokens: list[str]) -> Written:
    """All up to the end, or to what closes."""
    pieces: list[Written] = []
    while tokens and tokens[-1] not in ("}", r"\right"):
        pieces.append(_scripted(tokens))
    mathml = text = ""
    for i, piece in enumerate(pieces):
        if piece == MINUS:
            has_left = bool(text) and text.rstrip()[-1] not in "+−=≈·,(["
            piece = Written("<mo>−</mo>", " − ") if has_left else Written('<mo form="prefix">−</mo>', "−")
        before = pieces[i - 1].text if i else ""
        if piece.text[0].isalnum() and (before in NAMES or "_" in before):
            text += " "  # sin 3, D_u f
        mathml, text = mathml + piece.mathml, text + piece.text
    tight = len(pieces) == 1 and pieces[0].tight
    return Written(mathml, text, tight or (text[:1] == text[-1:] == "|"))


def _scripted(tokens: list[str]) -> Written:
    """A piece with what stands above and below the line behind it."""
    base = _piece(tokens)
    while tokens and tokens[-1] in ("^", "_"):
        above = tokens.pop() == "^"
        script = _piece(tokens)
        tag, sign = ("msup", "^") if above else ("msub", "_")
        # Browsers hardly lower an index where no font for formulas is installed.
        small = f"<mrow>{script.mathml}</mrow>" if above else f'<mpadded voffset="-0.25em">{script.mathml}</mpadded>'
        base = Written(
            f"<{tag}><mrow>{base.mathml}</mrow>{small}</{tag}>",
            f"{base.held}{sign}{script.held}",
        )
    return base


def _piece(tokens: list[str]) -> Written:
    token = _next(tokens)
    if token == "{":
        inner = _row(tokens)
        _take(tokens, "}")
        return inner
    if token == r"\left":
        opening = _next(tokens)
        inner = _row(tokens)
        _take(tokens, r"\right")
        closing = _next(tokens)
        return Written(
            f"<mrow><mo>{opening}</mo>{inner.mathml}<mo>{closing}</mo></mrow>", opening + inner.text + closing
        )
    if token == r"\frac":
        above, below = _piece(tokens), _piece(tokens)
        mathml = f"<mfrac><mrow>{above.mathml}</mrow><mrow>{below.mathml}</mrow></mfrac>"
        derivative = above.text.startswith("∂")  # ∂f/∂x needs no brackets
        return Written(mathml, f"{above.text}/{below.text}" if derivative else f"{above.held}/{below.held}")
    if token == r"\sqrt":
        of = _piece(tokens)
        return Written(f"<msqrt><mrow>{of.mathml}</mrow></msqrt>", f"√{of.held}")
    if token == r"\mathbf":
        of = _piece(tokens)
        return Written(f'<mrow style="font-weight: bold">{of.mathml}</mrow>', of.text)
    return _sign(token)


def _sign(token: str) -> Written:
    if token == r"\,":
        return Written('<mspace width="0.17em"/>', "·", False)
    if token in FUNCTIONS:
        return Written(f"<mi>{token[1:]}</mi><mo>\u2061</mo>", token[1:], False)
    if token == "-":
        return MINUS
    sign = SIGNS.get(token, token)
    if sign[0] == "\\":
        raise ValueError(f"{token} is not known here: add it to gradcalc/cards/mathml.py.")
    if token[0].isdigit():
        return Written(f"<mn>{token}</mn>", token)
    if token.isalpha() or token in LETTERS:
        return Written(f"<mi>{sign}</mi>", sign)
    if token in OPENING or token in CLOSING or token in ("|", "°"):
        return Written(f'<mo stretchy="false">{sign}</mo>', sign)
    spaced = f" {sign} " if token in ("+", "=", "<", ">", r"\approx") else f"{sign} " if token == "," else sign
    return Written(f"<mo>{html.escape(sign)}</mo>", spaced, False)


def _next(tokens: list[str]) -> str:
    if not tokens:
        raise ValueError("a formula ends where something has to follow.")
    return tokens.pop()


def _take(tokens: list[str], closing: str) -> None:
    if _next(tokens) != closing:
        raise ValueError(f"a formula lacks a “{closing}”.")
