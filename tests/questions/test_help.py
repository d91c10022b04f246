"""Help is read from Markdown, and a file that is not as it should be is refused in words that mend it."""

import pytest

from gradcalc.questions.help import NUDGE, SIBLING, WHY, Help, read


def file(*heads, name="03.a"):
    return f"# {name}\n\n" + "\n\n".join(f"## {head}\n\nOf {head}." for head in heads) + "\n"


def test_a_file_is_read_by_its_headings():
    found = read(file(NUDGE, SIBLING, WHY) + "\n" + file(NUDGE, SIBLING, name="03.b"))
    assert found["03.a"] == Help(f"Of {NUDGE}.", f"Of {SIBLING}.", f"Of {WHY}.")
    assert found["03.b"].why == ""


@pytest.mark.parametrize("heads", [(), (NUDGE,), (SIBLING, NUDGE), (NUDGE, SIBLING, WHY, "More"), (NUDGE, NUDGE)])
def test_headings_that_are_missing_doubled_or_unknown_are_refused(heads):
    with pytest.raises(ValueError, match=r'the headings below "# 03\.a" must be "Look at", "Another like it"'):
        read(file(*heads))


def test_an_exercise_that_stands_there_twice_is_refused():
    with pytest.raises(ValueError, match=r'help with "03\.a" twice'):
        read(file(NUDGE, SIBLING) + file(NUDGE, SIBLING))
