"""The pages for students and lecturers: plain HTML without scripts, made of templates that escape everything.

Signs that do not show, or that change the order of what is read, are written out on their way into a template.
"""

import functools
import re

import bleach
import jinja2
import mistune
from markupsafe import Markup

from gradcalc.grading.running.printable import in_lines
from gradcalc.lessons.exercises import EXERCISES
from gradcalc.lessons.notebooks import names

TAGS = {"p", "br", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote", "h4", "h5", "h6"}


def render(template: str, **values: object) -> str:
    """A page, from a template in this folder."""
    return _environment().get_template(template).render(**values)


def lesson_title(lesson: str) -> str:
    """
    >>> lesson_title("03")
    'Lesson 03: Directional derivatives'
    """
    return f"Lesson {lesson}: {names()[lesson][3:].replace('_', ' ').capitalize()}"


def number(value: float) -> str:
    """A number of points, without needless zeros.

    >>> number(3.0), number(2.5), number(1 / 3), number(-0.001)
    ('3', '2.5', '0.33', '0')
    """
    value = round(value, 2) + 0.0  # which has no sign where it is 0
    return f"{value:.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"


def points(value: float) -> str:
    """
    >>> points(1), points(0.5)
    ('1 point', '0.5 points')
    """
    return f"{number(value)} {'point' if value == 1 else 'points'}"


def markdown(text: str) -> Markup:
    """A comment that somebody wrote, in Markdown: without links, pictures, and HTML of its own.

    >>> markdown("**Nearly.** See <script>alert(1)</script> [there](javascript:alert(2))")
    Markup('<p><strong>Nearly.</strong> See &lt;script&gt;alert(1)&lt;/script&gt; there</p>\\n')
    """
    # Headings of a comment stand below those of the page.
    text = re.sub(r"^#{1,6} ", "#### ", in_lines(text), flags=re.MULTILINE)
    return Markup(bleach.clean(mistune.create_markdown(escape=True)(text), tags=TAGS, attributes={}, strip=True))


def _shown(value: object) -> object:
    return in_lines(value) if type(value) is str else value  # Markup comes from a template or from markdown


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("gradcalc.grading.showing", "pages"),
        autoescape=True, finalize=_shown, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters |= {"number": number, "points": points, "markdown": markdown, "lesson_title": lesson_title}
    environment.globals["titles"] = {exercise.id: exercise.title for exercise in EXERCISES.values()}
    return environment
