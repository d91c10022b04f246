"""Links that carry the state of an explorer: what is written is read again, what is no link is refused in words."""

import contextlib
import json
import pathlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradcalc.live.explorer.field_controls import ARROWS
from gradcalc.live.explorer.link import FIELDS, LONGEST, LinkError, is_link, number_text, read_link, write_link
from gradcalc.maths.differences import METHODS
from gradcalc.pictures.panels import PANELS
from gradcalc.pictures.scenes.hill_layers import LAYERS
from gradcalc.pictures.scenes.scales import LENGTHS

TABLE = json.loads((pathlib.Path(__file__).parent / "links.json").read_text("utf-8"))
numbers = st.floats(allow_nan=False, allow_infinity=False)
limits = st.lists(numbers, min_size=2, max_size=2, unique=True).map(sorted)


@st.composite
def states(draw):
    """A state with some of its parts, and its point inside its window."""
    window = [*draw(limits), *draw(limits)]
    some = {
        "f": draw(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=1000)),
        "x": draw(st.floats(*window[:2])),
        "y": draw(st.floats(*window[2:])),
        "angle": draw(numbers),
        "h": draw(st.floats(1e-16, 1)),
        "method": draw(st.sampled_from(METHODS)),
        "window": window,
        "views": draw(st.lists(st.sampled_from(list(PANELS)), min_size=1, unique=True)),
        "camera": [draw(numbers), draw(st.floats(0, 90))],
        "shows": draw(st.lists(st.sampled_from(list(LAYERS)), unique=True)),
        "arrows": draw(st.integers(*ARROWS)),
        "lengths": draw(st.sampled_from(list(LENGTHS))),
    }
    assert list(some) == list(FIELDS)
    return {name: some[name] for name in some if draw(st.booleans())}


# Texts that are nearly links, of which something is to be read.
pieces = st.one_of(
    st.sampled_from(
        [*FIELDS, "#gradcalc=", "gradcalc", "1", "&", "=", ",", "%", "#", "e", "-", ".", "map", "%41", "%00"]
    ),
    st.text(max_size=5),
)
nearly_links = st.one_of(st.text(), st.lists(pieces, max_size=20).map(lambda some: "#gradcalc=1&" + "".join(some)))


@pytest.mark.parametrize(("link", "picture", "state"), TABLE["right"])
def test_a_link_is_written_and_read_as_the_table_has_it(link, picture, state):
    assert write_link(picture, state) == link
    assert read_link(link) == (picture, state)


@pytest.mark.parametrize(("link", "picture", "state"), TABLE["read"])
def test_other_spellings_are_read_too(link, picture, state):
    assert read_link(link) == (picture, state)


@pytest.mark.parametrize(("link", "said"), TABLE["wrong"])
def test_what_is_no_link_is_refused_with_a_sentence(link, said):
    with pytest.raises(LinkError) as refused:
        read_link(link)
    assert said in str(refused.value)
    assert "<" not in str(refused.value)


@given(states())
def test_what_is_written_is_read_again(state):
    assert read_link(write_link("7", state)) == ("7", state)


@given(nearly_links)
def test_no_text_raises_anything_else(text):
    is_link(text)
    with contextlib.suppress(LinkError):
        _, state = read_link(text)
        assert set(state) <= set(FIELDS)


@given(numbers)
def test_a_number_is_read_as_the_same_double(value):
    assert float(number_text(value)) == value
    assert len(number_text(value)) <= 25


def test_lengths_are_limited():
    assert read_link(write_link("1", {"f": "x" * 1000}))[1]["f"] == "x" * 1000
    for link in (write_link("1", {"f": "x" * 1001}), "#gradcalc=1&" + "a" * LONGEST, "#gradcalc=1&x=" + "1" * 400):
        with pytest.raises(LinkError):
            read_link(link)
