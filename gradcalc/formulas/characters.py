"""The many ways in which keyboards, phones and books write the same sign."""

import unicodedata

SIGNS = {
    "−": "-", "–": "-", "‐": "-", "‑": "-", "﹣": "-", "·": "*", "×": "*", "⋅": "*", "∙": "*", "∗": "*", "⁢": "*",
    "÷": "/", "∕": "/", "⁄": "/", "ˆ": "^", "∣": "|", "π": "π",
}  # fmt: skip
RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ˣʸ", "0123456789+-xy", strict=True))
IGNORED = "\u2061\u200b\u200c\u200d\u2060\ufeff"  # invisible: a function applied, and joiners


def plain(character: str) -> str:
    """A character as the grammar knows it: one of ASCII, "π", "√", a raised digit as it is, or whatever it was.

    >>> plain("×"), plain("２"), plain("²"), plain("\\u2009")
    ('*', '2', '²', ' ')
    """
    if character in SIGNS:
        return SIGNS[character]
    if character in RAISED:
        return character
    if character in IGNORED or character in "\t\n\v\f\r" or unicodedata.category(character)[0] == "Z":
        return " "
    same = unicodedata.normalize("NFKC", character)
    if same == character:
        return character
    return SIGNS.get(same, same) if len(same) == 1 else character
