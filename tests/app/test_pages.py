"""Notebooks as pages, read without a browser: each picture has its still, its words and its width."""

import html.parser
import importlib.util
import json
import pathlib
import subprocess
import sys
import types

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter, MarkdownExporter, SlidesExporter
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

import gradcalc as gc
import gradcalc_server
from gradcalc_server import PAGES

SETTINGS = pathlib.Path(__file__).parents[2] / "jupyter_settings"
IMPORT = "import gradcalc as gc"
VIEW = "application/vnd.jupyter.widget-view+json"
STATE = "application/vnd.jupyter.widget-state+json"
WIDGETS = {
    "explorer": lambda: gc.explore("saddle"),
    "board": gc.explore_descent,
    "question": lambda: gc.predict("Where is the <pass>?", (0, 0), on="saddle"),
    "question in words": lambda: gc.predict("How many?", 2),
}


class Stills(html.parser.HTMLParser):
    """The stills of a page: the attributes of their images, and their texts; and the scripts."""

    def __init__(self, page: str):
        super().__init__()
        self.images, self.texts, self.scripts, self.inside = [], [], [], False
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
        if self.cdata_elem == "script":
            self.scripts.append(data)
        if self.inside:
            self.texts[-1] += data


@pytest.fixture(scope="module")
def bundles():
    return {name: make()._repr_mimebundle_() for name, make in WIDGETS.items()}


def told() -> Config:
    """What nbconvert reads when gradcalc is installed."""
    return PyFileConfigLoader("jupyter_nbconvert_config.py", str(SETTINGS)).load_config()


def written(bundle, imports=IMPORT) -> nbformat.NotebookNode:
    """A notebook with one output."""
    data, metadata = bundle
    output = nbformat.v4.new_output("display_data", data, metadata=metadata)
    cells = [
        nbformat.v4.new_code_cell(f"{imports}\ne", outputs=[output]),
        nbformat.v4.new_markdown_cell("Here is $x$."),
    ]
    return nbformat.v4.new_notebook(cells=cells)


def page(bundle, with_state: bool, exporter=HTMLExporter) -> str:
    """The page of one output, run with or without the state of its widgets."""
    notebook = written(bundle)
    if with_state:
        notebook.metadata.widgets = {STATE: {"state": {bundle[0][VIEW]["model_id"]: {}}}}
    return exporter(config=told()).from_notebook_node(notebook)[0]


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


@pytest.mark.parametrize("with_state", [True, False])
def test_a_check_is_the_still_card_and_no_more(with_state):
    data = {VIEW: {"model_id": "1"}, "text/html": "<p>Not right yet.</p>", "text/plain": "Not right yet."}
    text = page((data, {"gradcalc": {"kind": "check"}}), with_state)
    assert text.count("<p>Not right yet.</p>") == 1
    assert f'<script type="{VIEW}">' not in text
    assert Stills(text).texts == []


def test_pictures_of_others_stay_as_they_are():
    text = page(({"image/png": "iVBO", "text/plain": "<Figure>"}, {}), with_state=False)
    assert Stills(text).texts == []
    assert 'src="data:image/png;base64,iVBO"' in text


def test_slides_show_the_still_and_the_formula(bundles):
    text = page(bundles["explorer"], with_state=True, exporter=SlidesExporter)
    assert len(Stills(text).images) == 1
    assert 'aria-label="x"' in text


def test_what_all_need_stands_once_on_a_page_where_it_is_shown(bundles):
    notebook = written(bundles["explorer"])
    notebook.cells[0].metadata.slideshow = {"slide_type": "skip"}
    notebook.cells.append(written(bundles["board"]).cells[0])
    slides = SlidesExporter(config=told()).from_notebook_node(notebook)[0]
    assert slides.count(".gradcalc-still pre { white-space") == slides.count("math/tex${") == 1


@pytest.mark.parametrize("kind", ["another's notebook", "nbgrader", "sanitized", "Markdown"])
def test_what_is_no_page_of_gradcalc_stays_as_it_is(bundles, kind):
    notebook = written(bundles["explorer"], "import numpy" if kind == "another's notebook" else IMPORT)
    exporter = MarkdownExporter if kind == "Markdown" else HTMLExporter
    options = {"sanitize_html": True} if kind == "sanitized" else {}
    resources = {"nbgrader": {}} if kind == "nbgrader" else {}
    plain, ours = (
        exporter(config=config, **options).from_notebook_node(notebook, resources)[0] for config in (Config(), told())
    )
    assert ours == plain


def test_a_page_cannot_be_broken_by_words_or_names():
    hostile = "</script></pre><script>alert(1)</script>\"'&amp;"
    data = {"text/plain": hostile, "image/png": '"><script>', VIEW: {"model_id": hostile}}
    metadata = {"gradcalc": {"kind": "picture"}, "image/png": {"alt": hostile, "width": '1" onload="x'}}
    text = page((data, metadata), with_state=True)
    (image,), (words,) = (found := Stills(text)).images, found.texts
    assert image == {"src": 'data:image/png;base64,"><script>', "alt": hostile, "width": '1" onload="x'}
    assert hostile in words
    assert "alert(1)" not in found.scripts


def test_what_a_reader_has_configured_stays():
    other = "nbconvert.preprocessors.LatexPreprocessor"
    earlier, later = (Config({"HTMLExporter": {"preprocessors": [other]}}) for _ in range(2))
    earlier.merge(told())
    assert earlier.HTMLExporter.preprocessors == [other, PAGES]
    ours = told()
    ours.merge(later)  # a list that is set, and not added to, is all there is
    assert ours.HTMLExporter.preprocessors == [other]


def test_the_server_makes_the_same_pages(bundles):
    settings = json.loads((SETTINGS / "jupyter_server_config.d" / "gradcalc.json").read_text())
    assert settings["ServerApp"]["jpserver_extensions"] == {gradcalc_server.__name__: True}
    assert gradcalc_server._jupyter_server_extension_points() == [{"module": gradcalc_server.__name__}]
    server = types.SimpleNamespace(config=Config())
    gradcalc_server._load_jupyter_server_extension(server)
    text = HTMLExporter(config=server.config).from_notebook_node(written(bundles["board"]))[0]
    assert len(Stills(text).images) == 1


@pytest.mark.parametrize("missing", ["gradcalc_server", "gradcalc", "numpy"])
def test_exports_are_left_alone_where_gradcalc_cannot_be_imported(monkeypatch, missing):
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == missing else find(name))
    assert "HTMLExporter" not in told()


def test_a_server_does_not_load_numpy():
    code = "import sys, gradcalc_server; sys.exit('gradcalc' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
