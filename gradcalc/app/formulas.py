r"""Formulas in Markdown as pictures that any page can hold: no script, no font and no network is asked for.

Matplotlib's mathtext lays them out. It knows less of TeX than MathJax, so a few commands are put in its words, and
what it still does not know is left to MathJax as it stands.
"""

import re
import string

# As nbconvert finds them. What is code is passed over; what is written \(...\) or as an environment is MathJax's.
FORMULA = re.compile(
    r"(?P<code>^ {0,3}(?P<fence>```+|~~~+).*?(?:^ {0,3}(?P=fence)|\Z)|(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`))"
    r"|(?<!\\)\$\$(?P<display>.+?)(?<!\\)\$\$"
    r"|(?<![\\$])\$(?P<inline>(?:(?!\n\s*\n)[^$])+?)(?<![\\$])\$(?!\$)",
    re.DOTALL | re.MULTILINE,
)
BRACED = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}"
WORDS = [
    (re.compile(r"\\([dt]?frac)\s*(\w)\s*(\w)"), r"\\\1{\2}{\3}"),
    (re.compile(r"\\(sqrt|mathbf)\s*(\\[a-zA-Z]+|\w)"), r"\\\1{\2}"),
    (re.compile(rf"\\underbrace({BRACED})_({BRACED})"), r"\\underset\2{\\underline\1}"),
    (re.compile(r"\\[lr]vert(?![a-zA-Z])"), "|"),
    (re.compile(r"\\le(?![a-zA-Z])"), r"\\leq"),
]
PUNCTUATION = str.maketrans({sign: f"&#{ord(sign)};" for sign in string.punctuation})
LINES = {1: "M", 2: "L", 3: "Q", 4: "C", 79: "Z"}  # Matplotlib's codes, as SVG names them
SIZE = 1.15  # of formulas, of that of the words around: their letters are smaller
EM = 100  # units of a formula


class Formulas:
    """The formulas of one page. A letter is drawn where it is first needed, and pointed at from then on."""

    def __init__(self) -> None:
        self._letters: dict[str, int] = {}

    def drawn(self, markdown: str) -> str:
        """A cell's text with its formulas drawn.

        >>> Formulas().drawn("Call `$x$` the price.")
        'Call `$x$` the price.'
        """
        return FORMULA.sub(lambda found: found[0] if found["code"] else self._formula(found) or found[0], markdown)

    def _formula(self, found: re.Match) -> str | None:
        """A formula as SVG, or None where a part of it would be lost."""
        try:
            from matplotlib.font_manager import FontProperties
            from matplotlib.textpath import text_to_path
        except ImportError:  # JupyterLab may stand in an environment that has gradcalc alone
            return None
        display = found["display"] is not None
        tex = " ".join((found["display"] or found["inline"]).split())
        text, font = f"${_in_words_of_mathtext(tex, display)}$", FontProperties(math_fontfamily="stix", size=EM)
        try:
            places, shapes, bars = text_to_path.get_glyphs_mathtext(font, text)
            unknown, _, _ = text_to_path.get_glyphs_mathtext(font, "$¤$")  # this stands for signs that it lacks
        except ValueError:
            return None
        if any(name == unknown[0][0] for name, *_ in places):
            return None
        places = [place for place in places if len(shapes[place[0]][1])]  # a space has no shape
        width, height, below = text_to_path.get_text_width_height_descent(text, font, ismath=True)
        letters = "".join(self._letter(name, *shapes[name]) for name in dict.fromkeys(name for name, *_ in places))
        marks = "".join(
            f'<use href="#gradcalc-{self._letters[name]}" transform="translate({x:.0f} {y:.0f}) scale({scale:.3g})"/>'
            for name, x, y, scale in places
        ) + "".join(f'<path d="{_path(*bar)}"/>' for bar in bars)
        sizes = "".join(
            f"{name}:{SIZE * share / EM:.3f}em;"
            for name, share in (("width", width), ("height", height), ("vertical-align", -below))
        )
        return (
            f'<svg class="gradcalc-formula" role="img" data-display="{str(display).lower()}" '
            f'aria-label="{tex.translate(PUNCTUATION)}" viewBox="0 0 {width:.0f} {height:.0f}" '
            f'style="{sizes}overflow:visible" fill="currentColor">'
            f"{f'<defs>{letters}</defs>' if letters else ''}"
            f'<g transform="matrix(1 0 0 -1 0 {height - below:.0f})">{marks}</g></svg>'
        )

    def _letter(self, name: str, points, codes) -> str:
        if name in self._letters:
            return ""
        self._letters[name] = len(self._letters)
        return f'<path id="gradcalc-{self._letters[name]}" d="{_path(points, codes)}"/>'


def _in_words_of_mathtext(tex: str, display: bool) -> str:
    for pattern, words in WORDS:
        tex = pattern.sub(words, tex)
    if display:
        tex = tex.replace(r"\frac", r"\dfrac")
    return tex.replace(r"\tfrac", r"\frac")


def _path(points, codes) -> str:
    """An outline as SVG writes it. A curve has a code for each of its points."""
    steps, at = [], 0
    while at < len(codes):
        many = {3: 2, 4: 3}.get(int(codes[at]), 1)
        numbers = (
            ""
            if codes[at] == 79
            else " ".join(f"{n:.1f}".removesuffix(".0") for p in points[at : at + many] for n in p)
        )
        steps.append(LINES[int(codes[at])] + numbers)
        at += many
    return "".join(steps)
