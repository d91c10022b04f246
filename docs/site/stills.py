"""Places for live pictures in a page: a still with its words, and where the state is that makes it live."""

import base64
import hashlib
import html
import io
import json
import pathlib
import re
from collections.abc import Iterator

import nbformat
from PIL import Image

WIDGETS = "application/vnd.jupyter.widget-state+json"
VIEW = "application/vnd.jupyter.widget-view+json"
PREFIX = "IPY_MODEL_"
SHARED = {"_esm": "js", "_css": "css"}  # traits that many widgets have in common, as files
NUMBERS = re.compile(r'data-picture="([\d ]+)"')  # of the live pictures of a place, as it is written below
QUALITY = 70  # of a still, which stands in for a moment: with one pixel for each of the page


def lay_out_stills(notebook: nbformat.NotebookNode, folder: pathlib.Path, address: str) -> None:
    """Put a place for each live picture where its view was, and its state into a file of a folder with an address.

    A page fetches the state of a picture when that comes near the screen, and scripts and style sheets once.
    """

    def keep(content: bytes, ending: str) -> str:
        name = f"{hashlib.sha256(content).hexdigest()[:16]}.{ending}"
        (folder / name).write_bytes(content)
        return f"{address}/{name}"

    models = notebook.metadata.pop("widgets", {}).get(WIDGETS, {}).get("state", {})
    count = 0
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if VIEW not in output.get("data", {}):
                continue
            root = output.data[VIEW]["model_id"]
            state = {name: _light(models[name], keep) for name in sorted(_within(root, models))}
            packed = json.dumps({"version_major": 2, "version_minor": 0, "state": state}, sort_keys=True).encode()
            names = [_name(pictured, models) for pictured in _pictures(root, models)]
            pictures = dict(enumerate(names, count + 1))
            count += len(names)
            output.data = {"text/html": place(root, keep(packed, "json"), output, keep, pictures)}
            output.metadata = {}


def place(root: str, state: str, output: nbformat.NotebookNode, keep, pictures: dict[int, str]) -> str:
    """The HTML of a place: words stand for a picture that has none. Links find its pictures by numbers and names."""
    shown, said = output.data, output.metadata.get("image/png", {})
    words = html.escape(" ".join(said.get("alt", shown.get("text/plain", "")).split()))
    still = f'<p class="gradcalc-still">{words}</p>'
    if "image/png" in shown:
        image, buffer = Image.open(io.BytesIO(base64.b64decode(shown["image/png"]))).convert("RGB"), io.BytesIO()
        width = said.get("width", image.width)
        height = round(image.height * width / image.width)
        image.resize((width, height)).save(buffer, format="webp", quality=QUALITY, method=4)
        source = keep(buffer.getvalue(), "webp")
        still = (
            f'<img class="gradcalc-still" loading="lazy" src="{source}" alt="{words}" '
            f'fetchpriority="low" width="{width}" height="{height}">'
        )
    linked = ""
    if pictures:
        linked = f' data-picture="{" ".join(map(str, pictures))}" data-name="{" ".join(pictures.values())}"'
    return f'<div class="gradcalc-live" data-model="{root}" data-state="{state}"{linked}>{still}</div>'


def _pictures(root: str, models: dict) -> list[str]:
    """The explorers and boards that a model is made of, in their order."""
    if root not in models:
        return []
    state = models[root]["state"]
    if "gradcalc-explorer" in state.get("_dom_classes", ()):
        return [root]
    return [found for child in _named(state.get("children", [])) for found in _pictures(child, models)]


def _name(root: str, models: dict) -> str:
    """The name of a board on its page, see board_view.py; "-" for a picture that has none."""
    homes = [models[name]["state"].get("home", "") for name in _within(root, models)]
    return next((home.partition("#")[2] for home in homes if isinstance(home, str) and home), "-")


def _within(root: str, models: dict) -> set[str]:
    """The names of all models that a model is made of."""
    waiting, found = [root], set()
    while waiting:
        name = waiting.pop()
        if name in models and name not in found:
            found.add(name)
            waiting += _named(models[name]["state"])
    return found


def _named(value) -> Iterator[str]:
    if isinstance(value, str) and value.startswith(PREFIX):
        yield value.removeprefix(PREFIX)
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _named(part)


def _light(model: dict, keep) -> dict:
    shared = {
        name: keep(model["state"][name].encode(), ending)
        for name, ending in SHARED.items()
        if model["state"].get(name)
    }
    return {**model, "state": {**model["state"], **shared}}
