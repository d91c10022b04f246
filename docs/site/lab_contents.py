"""What JupyterLite is built from: the lessons as students get them, and the wheels that they need."""

import html
import json
import pathlib
import shutil
import subprocess
import sys
from importlib.metadata import version

import nbformat
from stills import NUMBERS

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parents[1]
LESSONS = ROOT / "notebooks"
# The site carries these as wheels in the versions that its own extensions of JupyterLab belong to. The rest comes
# with the kernel. gradcalc goes without its dependencies, which ask for a JupyterLab of its own.
PINNED = ("ipywidgets", "jupyterlab_widgets", "anywidget", "psygnal", "filelock")
INSTALL = """# Only here, in the browser: fetches what the lesson needs. It takes a while the first time.
%pip install --quiet numpy matplotlib {pinned}
%pip install --quiet --no-deps gradcalc"""
# Of all the extensions of the environment, only what the lessons need, and the kernel.
EXTENSIONS = (
    "@jupyter-widgets/jupyterlab-manager",
    "anywidget",
    "gradcalc",
    "@jupyterlite/pyodide-kernel-extension",
)


def lay_out_lab(folder: pathlib.Path) -> None:
    """Lay out the folder from which `jupyter lite build` makes the lab."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(HERE / "lite", folder)
    installed = pathlib.Path(sys.prefix, "share", "jupyter", "labextensions")
    settings = {
        "apps": ["lab"],
        "contents": ["contents"],
        "federated_extensions": [str(installed / name) for name in EXTENSIONS],
        "ignore_sys_prefix": ["federated_extensions"],
        "no_sourcemaps": True,
        "no_unused_shared_packages": True,
    }
    (folder / "jupyter_lite_config.json").write_text(json.dumps({"LiteBuildConfig": settings}), encoding="utf-8")
    contents = folder / "contents"
    contents.mkdir()
    shutil.copy(LESSONS / "glossary.md", contents)
    pinned = [f"{name}=={version(name)}" for name in PINNED]
    for lesson in sorted(LESSONS.glob("*.ipynb")):
        notebook = nbformat.read(lesson, as_version=4)
        cell = nbformat.v4.new_code_cell(INSTALL.format(pinned=" ".join(pinned)), id="install")
        notebook.cells.insert(1, cell)
        notebook.metadata.kernelspec = {"name": "python", "display_name": "Python (Pyodide)", "language": "python"}
        nbformat.write(notebook, contents / lesson.name)
    wheels(folder / "pypi", pinned)


def let_links_in(page: pathlib.Path, pages: pathlib.Path) -> None:
    """Let the page of the lab hand on what its address says of a picture, which a page has given its number."""
    lessons = {path.name: cells_with_pictures(path, pages / path.name) for path in sorted(LESSONS.glob("*.ipynb"))}
    given = html.escape(json.dumps(lessons, separators=(",", ":")))
    script = f'<script defer src="../../_static/carried.js" data-lessons="{given}"></script>'
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("</head>", f"{script}\n</head>", 1), encoding="utf-8")


def cells_with_pictures(lesson: pathlib.Path, page: pathlib.Path) -> dict[int, int]:
    """The cell in the lab of each live picture of a lesson, by the number that the picture has on its page.

    The page alone has all of them: what answers a prediction is handed out without its output.
    """
    ids = [cell.id for cell in nbformat.read(lesson, as_version=4).cells]
    found = {}
    for cell in nbformat.read(page, as_version=4).cells:
        for output in cell.get("outputs", []):
            for numbers in NUMBERS.findall(output.get("data", {}).get("text/html", "")):
                index = ids.index(cell.id)
                found |= dict.fromkeys(map(int, numbers.split()), index + (index > 0))  # one cell more, see above
    return found


def wheels(folder: pathlib.Path, pinned: list[str]) -> None:
    """gradcalc's own wheel, and those of the pinned packages."""
    pip = [sys.executable, "-m", "pip", "--quiet"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", folder, ROOT], check=True)
    subprocess.run([*pip, "download", "--no-deps", "--platform", "any", "--dest", folder, *pinned], check=True)
