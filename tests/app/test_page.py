"""Notebooks as pages, read without a browser: each picture has its still, its words and its width."""

import html.parser

import nbformat
import pytest

import gradcalc as gc
from gradcalc.app.page import PageExporter

VIEW = "application/vnd.jupyter.widget-view+json"
STATE = "application/vnd.jupyter.widget-state+json"
WIDGETS = {
    "explorer": lambda: gc.explore("saddle"),
    "board": gc.explore_descent,
    "question": lambda: gc.predict("Where is the <pass>?", (0, 0), on="saddle"),
    "question in words": lambda: gc.predict("How many?", 2),
}


class Stills(html.parser.HTMLParser):
    """The stills of a page: the attributes of their images, and their texts."""

    def __init__(self, page: str):
        super().__init__()
        self.images, self.texts, self.inside = [], [], False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if tag == "figure" and found.get("class") == "gradcalc-still":
            self.inside = True
            self.texts.append("")
        elif tag == "img" and self.inside:
            self.images.append(found)

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "figure"

    def handle_data(self, data):
        if self.inside:
            self.texts[-1] += data


@pytest.fixture(scope="module")
def bundles():
    return {name: make()._repr_mimebundle_() for name, make in WIDGETS.items()}


def page(bundle, with_state: bool) -> str:
    """The page of one output, run with or without the state of its widgets."""
    data, metadata = bundle
    cell = nbformat.v4.new_code_cell("e", outputs=[nbformat.v4.new_output("display_data", data, metadata=metadata)])
    notebook = nbformat.v4.new_notebook(cells=[cell])
    if with_state:
        notebook.metadata.widgets = {STATE: {"state": {data[VIEW]["model_id"]: {}}}}
    return PageExporter().from_notebook_node(notebook)[0]


@pytest.mark.parametrize("with_state", [True, False])
@pytest.mark.parametrize("name", ["explorer", "board", "question"])
def test_a_page_holds_the_still_with_its_words_beside_the_live_picture(bundles, name, with_state):
    data, metadata = bundles[name]
    text = page(bundles[name], with_state)
    (image,), (words,) = (found := Stills(text)).images, found.texts
    assert image["alt"] == metadata["image/png"]["alt"]
    assert image["width"] == str(metadata["image/png"]["width"])
    assert image["src"] == f"data:image/png;base64,{data['image/png']}"
    assert data["text/plain"] in words
    assert (f'<script type="{VIEW}">' in text) == with_state


def test_a_question_without_a_picture_is_there_in_words(bundles):
    (words,) = Stills(page(bundles["question in words"], with_state=True)).texts
    assert words.strip() == "Predict: How many?\nNo prediction yet."
    assert "Predict: How many?" in page(bundles["question in words"], with_state=False)


def test_pictures_of_others_stay_as_they_are():
    figure = nbformat.v4.new_output("display_data", {"image/png": "iVBO", "text/plain": "<Figure>"})
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("plt.show()", outputs=[figure])])
    text = PageExporter().from_notebook_node(notebook)[0]
    assert Stills(text).texts == []
    assert 'src="data:image/png;base64,iVBO"' in text
