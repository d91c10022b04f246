"""The settings with which Jupyter's server makes the pages of File > Save and Export Notebook As."""

PAGES = "gradcalc.app.pages.GradcalcPages"


def _jupyter_server_extension_points() -> list[dict]:
    return [{"module": "gradcalc.app.server"}]


def _load_jupyter_server_extension(server) -> None:
    server.config.HTMLExporter.preprocessors.append(PAGES)
