"""Where Jupyter learns of gradcalc's pages. A server loads it at its start, so it stands apart: NumPy stays out."""

import importlib.util

PAGES = "gradcalc.app.pages.GradcalcPages"


def add_pages(config) -> None:
    """Add the step to nbconvert's settings, and keep what is there. Without NumPy gradcalc cannot be imported."""
    if all(map(importlib.util.find_spec, ("gradcalc", "numpy"))):
        config.HTMLExporter.preprocessors.append(PAGES)


def _jupyter_server_extension_points() -> list[dict]:
    return [{"module": "gradcalc_server"}]


def _load_jupyter_server_extension(server) -> None:
    add_pages(server.config)
