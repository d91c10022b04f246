r"""What students wrote in Markdown stays dead when it is rendered, whatever is put together.

The oracle is the real way to the page: nbconvert's renderer, a parser of HTML, and what MathJax takes for a command
in the text that is left.
"""

import html.parser
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from nbconvert.filters.markdown_mistune import markdown2html_mistune

from gradcalc.grading.keeping.harmless import LONGEST_TEXT, markdown, outputs, plain
from gradcalc.lessons.notebooks import names
from tests.grading.handed_in import student

COMMANDS = {"href", "url", "require", "class", "cssId", "style", "bbox", "unicode", "data", "html", "htmlClass",
            "htmlData", "mmlToken", "csname", "catcode", "input", "include"}  # fmt: skip


class Page(html.parser.HTMLParser):
    """What stands on a page: its tags, where they lead, and its text as MathJax reads it, outside of code."""

    def __init__(self, page: str):
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.text, self._code = [""], 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._code += tag in ("code", "pre")
        self.text.append("")

    def handle_endtag(self, tag):
        self._code -= tag in ("code", "pre")
        self.text.append("")

    def handle_data(self, data):
        if not self._code:
            self.text[-1] += data


def commands(text: str) -> list[str]:
    """The commands of TeX in a text: a backslash takes all letters behind it, or else one sign."""
    found, at = [], 0
    while (at := text.find("\\", at) + 1) > 0:
        end = at
        while end < len(text) and text[end].isascii() and text[end].isalpha():
            end += 1
        found.append(text[at:end])
        at = max(end, at + 1)
    return found


def alive(source: str) -> set[str]:
    """The forbidden commands that MathJax could find, wherever in the source or on the page it begins to read."""
    texts = [source, *Page(markdown2html_mistune(source)).text]
    begins = [begin for text in texts for begin in (text, *_behind(text))]
    return COMMANDS & {command for begin in begins for command in commands(begin)}


def _behind(text: str) -> list[str]:
    return [text[at + 1 :] for at, sign in enumerate(text) if sign == "\\"]


PIECES = [
    "\\", "\\\\", "href", "\\href", "\\\\href", "\\\\\\href", "\\h", "ref", "\\cssId", "\\htmlData", "\\html", "Data",
    "\\bbox[background:url(//x)]", "{javascript:run}", "{x}", "$", "$$", "\\(", "\\)", "\\[", "\\]", "&#36;", "&#92;",
    "&#x5c;", "&#92", "&bsol;", "&dollar;", "&amp;", "&", "#92;", "&lt;", "&#60;", "<", "</", "<b>", "<!--", "-->",
    "script>", "<script>", "](", "[", "]", "](javascript:run)", "]: javascript:run", "](<", "![", "*", "**", "_", "`",
    "```", "~~", "|", " ", "\n", "\n\n", "\t", "#", "> ", "- ", "x", "\0", "\x1b", "\u200b", "\u200d", "\u202e",
    "\ufeff", "\u00ad", "\r", "\r\n", "\u2028",
]  # fmt: skip
SOURCES = st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=30)


@given(SOURCES)
@settings(max_examples=1500, deadline=None)
@example(r"$\\href{javascript:run}{x}$")
@example(r"$\h\href ref{javascript:run}{x}$")
@example(r"\$\\href{javascript:run}{x}\$")
@example("&#36;&#92;href{javascript:run}{x}&#36;")
@example("$\\\x1bhref{javascript:run}{x}$")
@example("[x](&#106;avascript:run)")
def test_no_command_and_no_tag_comes_to_life(source):
    cleaned = markdown(source)
    assert not alive(cleaned)
    page = Page(markdown2html_mistune(cleaned))
    assert not [tag for tag, _ in page.tags if tag in ("script", "img", "svg", "iframe", "style", "b")]
    for _, attributes in page.tags:
        for name, value in attributes.items():
            assert not name.startswith("on")
            assert name not in ("src", "action", "style")
            assert name != "href" or value.startswith("#")
    assert markdown(cleaned) == cleaned


@pytest.mark.parametrize("backslashes", range(1, 7))
@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_a_forbidden_command_is_dead_behind_any_number_of_backslashes(command, backslashes):
    source = "$" + "\\" * backslashes + command + "{javascript:run}{x}$"
    assert alive(source), "the oracle sees it"
    assert not alive(markdown(source))


HONEST = [r"$\frac{a}{b} \\ x & = 1$", r"$\hrefs \classes \database \nabla f$", "x < y", "a & b"]


@pytest.mark.parametrize("source", HONEST)
def test_honest_mathematics_stays(source):
    assert markdown(source) == source


SHOWING = st.text(st.characters(codec="utf-8", exclude_categories=("C",)) | st.sampled_from("\u200c\u200d\n\t"))
ANY = st.text(st.characters(exclude_categories=()) | st.sampled_from("\x1b\0\n\t\r\u202e\u2066\u200f\u061c\ud800"))


def hidden(text: str) -> set[str]:
    """The signs in a text that a terminal obeys, that change the order of what is read, or that do not show."""
    bad = {sign for sign in text if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    return bad - set("\n\t\u200c\u200d")


@given(ANY)
def test_no_sign_is_hidden_in_what_is_shown(text):
    for shown in (markdown(text), plain(text, 100), *(output["text"] for output in printed(text))):
        assert not hidden(shown)
        shown.encode("utf-8")


def printed(text: str) -> list[dict]:
    return outputs({"outputs": [{"output_type": "stream", "text": text}, {"output_type": "error", "evalue": text}]})


@given(SHOWING)
def test_what_shows_stays_with_its_lines_and_tabs(text):
    text = "".join(sign for sign in text if unicodedata.category(sign) not in ("Zl", "Zp"))
    assert plain(text, LONGEST_TEXT) == text


def test_colours_are_left_out_and_other_commands_written_out():
    (shown, _) = printed("\x1b[31mred\x1b[0;1m \x1b]0;mine\x07\x1b[2J\r\n50%\r100%\n")
    assert shown["text"] == "red \\x1b]0;mine\\x07\\x1b[2J\n50%\n100%\n"


@pytest.mark.parametrize("lesson", sorted(names()))
def test_nothing_in_a_lesson_is_changed_by_it(lesson):
    for cell in student(lesson).cells:
        assert plain(cell.source, 10**6) == cell.source
