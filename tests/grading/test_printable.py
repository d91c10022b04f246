"""Whatever somebody calls a file, a lecturer's terminal and pages show a short line that says what it is called."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradcalc.grading.running.printable import listed, one_line, printable

HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@given(st.text(max_size=300), st.integers(10, 150))
def test_a_text_becomes_one_short_line_without_commands(text, longest):
    for shown in (printable(text, longest), one_line(text, longest)):
        assert len(shown) <= longest
        assert not {unicodedata.category(sign) for sign in set(shown) - {"\u200c", "\u200d"}} & HIDDEN


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=100))
def test_a_text_that_shows_stays_as_it_is(text):
    assert printable(text) == text


@pytest.mark.parametrize("name", ["Нина Петрова", "สมชาย", "می\u200cنا", "Ada\u00a0B", "😀.ipynb", "é"])
def test_names_in_all_scripts_stay_as_they_are(name):
    assert printable(name) == name


def test_thousands_of_names_are_a_short_sentence():
    names = [f"{'x' * 300}{number}.ipynb" for number in range(20_000)]
    assert listed(names).endswith("4.ipynb and 19,995 more")
    assert len(listed(names)) < 1000
