"""The lessons as slides: what begins a slide stands in their cells, and nbconvert makes slides of it."""

import html.parser
import pathlib

import nbformat
import pytest
from nbconvert.exporters import SlidesExporter

from gradcalc.lessons.slides import mark_slides

LESSONS = sorted((pathlib.Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))

lessons = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)


class Slides(html.parser.HTMLParser):
    """How many texts and pictures stand on each slide of a page, the slides below others counted as well."""

    def __init__(self, page: str):
        super().__init__()
        self.slides: list[dict[str, int]] = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if tag == "section":
            self.slides.append({"texts": 0, "pictures": 0})
        elif tag == "div" and "jp-MarkdownOutput" in found.get("class", ""):
            self.slides[-1]["texts"] += 1
        elif tag == "img" and found.get("src", "").startswith("data:image/png"):
            self.slides[-1]["pictures"] += 1


@lessons
def test_every_lesson_says_where_its_slides_begin(path):
    notebook = nbformat.read(path, as_version=4)
    marked = nbformat.read(path, as_version=4)
    mark_slides(marked)
    assert marked == notebook
    assert notebook.cells[0].metadata.slideshow.slide_type == "slide"


@lessons
def test_a_slide_has_one_text_or_one_picture(path):
    notebook = nbformat.read(path, as_version=4)
    slides = Slides(SlidesExporter().from_notebook_node(notebook)[0]).slides
    assert len(slides) > 20
    assert all(slide["texts"] <= 2 and slide["pictures"] <= 1 for slide in slides)
    stubs = sum(cell.source == "..." for cell in notebook.cells)
    assert sum(slide["texts"] == 2 for slide in slides) == stubs, "two texts, unless one is the place for an answer"
