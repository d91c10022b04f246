"""Links in the browser and in Python: the same table, the same texts, the same words."""

from hypothesis import given, settings
from hypothesis import strategies as st

from gradcalc.address import NO_SITE
from gradcalc.functions.gallery import GALLERY
from gradcalc.live.explorer.link import LinkError, read_link, write_link
from gradcalc.live.explorer.link_to import IN_PYTHON
from tests.live.test_link import TABLE, nearly_links, states


def test_both_halves_know_the_same_functions_and_reasons(ask):
    names, python, site = ask("links_know")
    assert names == list(GALLERY)
    assert [python, site] == [IN_PYTHON, NO_SITE]


def test_the_table_of_links_holds_in_the_browser(ask):
    written = ask("links_written", [[picture, state] for _, picture, state in TABLE["right"]])
    assert written == [link for link, _, _ in TABLE["right"]]
    rows = TABLE["right"] + TABLE["read"]
    answers = ask("links_read", [link for link, _, _ in rows])
    assert [(answer["picture"], answer["state"]) for answer in answers] == [(row[1], row[2]) for row in rows]
    answers = ask("links_read", [link for link, _ in TABLE["wrong"]])
    for answer, (link, said) in zip(answers, TABLE["wrong"], strict=True):
        assert said in answer["message"], link


@settings(max_examples=50)
@given(some=st.lists(states(), min_size=10, max_size=10))
def test_both_halves_write_the_same_link(ask, some):
    links = [write_link("3", state) for state in some]
    assert ask("links_written", [["3", state] for state in some]) == links
    assert ask("links_written", [["3", answer["state"]] for answer in ask("links_read", links)]) == links


@settings(max_examples=50)
@given(texts=st.lists(nearly_links, min_size=50, max_size=50))
def test_both_halves_say_the_same_of_any_text(ask, texts):
    for text, answer in zip(texts, ask("links_read", texts), strict=True):
        assert said_of(text) == (answer.get("message") or write_link(answer["picture"], answer["state"]))


def said_of(text: str) -> str:
    """The link that Python reads in a text, written again, or what it says of it."""
    try:
        return write_link(*read_link(text))
    except LinkError as error:
        return str(error)
