"""Where a parser stands in the tokens of a formula, and how it says no."""

from typing import NamedTuple, NoReturn

from gradcalc.formulas.refusal import FormulaError
from gradcalc.formulas.tokens import OPENING, Token, tokens
from gradcalc.formulas.tree import ARGUMENTS, MAX_NESTING, Node


class Doubt(NamedTuple):
    """A factor that what follows may stand beside, or in its brackets: whole, or opened and closed around inner."""

    whole: str
    opening: str
    inner: str
    closing: str = ")"
    functions: bool = False  # the doubt is there before a function too
    signs: bool = False  # and before * and /

    def ways(self, sign: str, more: str) -> tuple[str, str]:
        """Both ways to write the factor with what follows, and the sign between them."""
        return f"{self.whole}{sign}{more}", f"{self.opening}{self.inner}{sign}{more}{self.closing}"


class Factor(NamedTuple):
    """A factor of a product: its tree, where it stands, and what one could take it for if another one follows."""

    node: Node
    start: int
    end: int
    doubt: Doubt | None = None


class Reader:
    """The tokens of a text with the place of the next one, how deep it is nested, and the bars | that are open."""

    def __init__(self, typed: str):
        self.typed = typed
        self.tokens = tokens(typed)
        self.at = 0
        self.depth = 0
        self.bars: list[Token] = []

    @property
    def next(self) -> Token:
        """The token that comes next."""
        return self.tokens[self.at]

    @property
    def end(self) -> int:
        """Where the last token that was taken ends."""
        return self.tokens[self.at - 1].end if self.at else 0

    def take(self) -> Token:
        """The next token, which is passed; the end stays where it is."""
        token = self.next
        if token.kind != "end":
            self.at += 1
        return token

    def negative(self) -> bool:
        """Take the signs in front of something; true if they make it negative."""
        negative = False
        while self.next.kind in ("+", "-"):
            negative ^= self.take().kind == "-"
        return negative

    def since(self, start: int) -> str:
        """What was typed from a place to the end of the last token."""
        return self.typed[start : self.end]

    def begins_factor(self) -> bool:
        """Whether the next token can be a factor that no sign stands in front of."""
        kind = self.next.kind
        return kind in ("name", "unknown", "√") or kind in OPENING or (kind == "|" and not self.bars)

    def at_function(self) -> bool:
        """Whether the name of a function comes next."""
        return self.next.kind == "name" and self.next.text in ARGUMENTS

    def deeper(self) -> None:
        """Go one level deeper into brackets, powers or functions. Raises FormulaError where it is too deep."""
        self.depth += 1
        if self.depth > MAX_NESTING:
            token = self.next
            what = f"The formula is nested more than {MAX_NESTING} deep: simplify it."
            raise FormulaError(what, token.start, token.end)

    def refuse(self, what: str, start: int, end: int | None = None) -> NoReturn:
        """Say no: what is wrong, and where. Raises FormulaError."""
        raise FormulaError(what, start, self.end if end is None else end)

    def two_ways(self, start: int, first: str, second: str) -> NoReturn:
        """Refuse what was read since a place, because it may mean two things."""
        self.refuse(f"“{self.since(start)}” can be read in two ways: write {first} or {second}.", start)
