"""Formulas on pages: each one of the lessons is drawn, with every sign that its TeX names."""

import pathlib
import re
import xml.etree.ElementTree as ElementTree

import nbformat
import pytest
from nbconvert.filters.markdown_mistune import markdown2html_mistune

from gradcalc.app.formulas import FORMULA, Formulas

LESSONS = sorted((pathlib.Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
# What stands in TeX, word by word: what is no sign (spaces, sizes, fonts, places), names, signs by name, signs.
TOKEN = re.compile(
    r"(?P<silent>\\(?:[dt]?frac|mathbf|text|operatorname|left|right|underbrace|q?quad)(?![a-zA-Z])|\\[,; ]|[{}^_\s~])"
    r"|\\(?P<name>cos|sin|tanh|ln|log|max|min|lim)(?![a-zA-Z])|\\[a-zA-Z]+|."
)


def drawings(markdown: str) -> list[ElementTree.Element]:
    """The pictures on the page that nbconvert makes of a text."""
    page = markdown2html_mistune(Formulas().drawn(markdown))
    return [ElementTree.fromstring(text) for text in re.findall(r"<svg.*?</svg>", page, re.DOTALL)]


def signs(tex: str) -> int:
    """How many signs a reader sees, counted in the TeX."""
    return sum(len(found["name"] or "x") for found in TOKEN.finditer(tex) if not found["silent"])


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_every_formula_of_a_lesson_is_drawn_with_all_its_signs(lesson):
    texts = [cell.source for cell in nbformat.read(lesson, as_version=4).cells if cell.cell_type == "markdown"]
    asked = [
        " ".join((found["display"] or found["inline"]).split())
        for text in texts
        for found in FORMULA.finditer(text)
        if not found["code"]
    ]
    found = [drawing for text in texts for drawing in drawings(text)]
    assert [drawing.get("aria-label") for drawing in found] == asked
    assert {tex: len(drawing.findall(".//use")) for tex, drawing in zip(asked, found, strict=True)} == {
        tex: signs(tex) for tex in asked
    }


def test_a_formula_stands_on_the_line_of_its_words():
    for tex, above, below in ((r"x", 0.4, 0), (r"x_1", 0.4, 0.2), (r"\frac{x}{1}", 0.8, 0.3)):
        (drawing,) = drawings(f"${tex}$")
        style = dict(part.split(":") for part in drawing.get("style").strip(";").split(";"))
        height, shift = float(style["height"][:-2]), float(style["vertical-align"][:-2])
        assert (height + shift, -shift) == pytest.approx((above * 1.15, below * 1.15), abs=0.2)


def test_letters_are_drawn_once_on_a_page():
    formulas = Formulas()
    first, second = formulas.drawn("$x + y$"), formulas.drawn("$y + x + z$")
    assert (first.count("<path id="), second.count("<path id=")) == (3, 1)
    ids = re.findall(r'id="([^"]+)"', first + second)
    assert len(ids) == len(set(ids))
    assert {name[1:] for name in re.findall(r'href="([^"]+)"', first + second)} == set(ids)


@pytest.mark.parametrize(
    "text",
    [
        "`$x$` and ``a ` $y$``",
        "```python\nprice = '$x$'\n```\n",
        "~~~\n$x$\n",
        r"It costs 5\$, not 6\$.",
        "It costs $5.\n\nThat is not $6.",
        r"$\begin{pmatrix} a & b \end{pmatrix}$",  # mathtext knows no matrices: it is left to MathJax
        "$$\\unheard{x}$$",
        "$中$",  # a sign that the font lacks
        "No formula.",
    ],
)
def test_code_and_what_cannot_be_drawn_stay_as_they_are(text):
    assert Formulas().drawn(text) == text


def test_markdown_around_a_formula_is_what_it_was():
    page = markdown2html_mistune(
        Formulas().drawn("## On $a_1 * b_1 * c$\n\n| *x* | $x_i*y_i$ |\n|--|--|\n| [$f$](g) | 1 |")
    )
    assert "<em>x</em>" in page
    assert page.count("<em>") == 1
    assert page.count("<svg") == 3
    assert re.search(r'<a href="g"><svg.*?</svg></a>', page)
    assert "<table>" in page
    assert "<h2" in page
