"""A notebook as a page on which still pictures and words stand in for the live ones until these have come."""

from nbconvert.exporters import HTMLExporter
from traitlets import default


class PageExporter(HTMLExporter):
    """`jupyter nbconvert --to gradcalc`, and an entry of JupyterLab's menu File > Save and Export Notebook As.

    The template stands in nbconvert/gradcalc; `--to html --template gradcalc` does the same.
    """

    export_from_notebook = "HTML with gradcalc's still pictures"

    @default("template_name")
    def _template(self) -> str:
        return "gradcalc"
