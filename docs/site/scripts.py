"""The script of others that the pages carry: what of ipywidgets and anywidget makes a live picture, in one file.

It is bundled here because the whole of ipywidgets' own, with every widget that there is, weighs six times as much.
"""

import json
import pathlib
import shutil
import subprocess
from importlib.metadata import version

HERE = pathlib.Path(__file__).parent
AMD = 'define(["@jupyter-widgets/base"], widget_default);'
# ipywidgets cleans with it the HTML of descriptions, of which the pictures have none.
NO_HTML = "export default (text) => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);\n"


def packages(cache: pathlib.Path) -> pathlib.Path:
    """The folder of the npm packages, in the versions of package-lock.json; fetched once into the cache.

    Raises RuntimeError where npm is missing, and where anywidget there is not the one that makes the pages.
    """
    wanted = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["dependencies"]["anywidget"]
    if wanted != version("anywidget"):
        raise RuntimeError(f"docs/site/package.json has anywidget {wanted}, Python has {version('anywidget')}.")
    npm = shutil.which("npm")
    if npm is None:
        raise RuntimeError("npm is missing, which fetches the scripts of the pages: sudo apt-get install npm")
    lock = (HERE / "package-lock.json").read_bytes()
    if not (cache / "node_modules").exists() or (cache / "package-lock.json").read_bytes() != lock:
        cache.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, cache)
        subprocess.run([npm, "ci", "--silent"], cwd=cache, check=True)
    return cache / "node_modules"


def carry(static: pathlib.Path, modules: pathlib.Path) -> None:
    """Bundle what makes a live picture into a folder of static files."""
    source = modules.parent / "live"
    shutil.copytree(HERE / "live", source, dirs_exist_ok=True)
    anywidget = (modules / "anywidget" / "dist" / "index.js").read_text(encoding="utf-8")
    if not anywidget.rstrip().endswith(AMD):
        raise RuntimeError("anywidget ends otherwise than scripts.py knows it.")
    (source / "anywidget.js").write_text(anywidget.replace(AMD, "export default widget_default;"), encoding="utf-8")
    (source / "no_html.js").write_text(NO_HTML, encoding="utf-8")
    subprocess.run(
        [
            modules / ".bin" / "esbuild", source / "manager.js", "--bundle", "--minify", "--format=esm",
            f"--alias:sanitize-html={source / 'no_html.js'}", f"--outfile={static / 'live' / 'manager.js'}",
            "--log-level=warning",
        ],
        check=True,
    )  # fmt: skip
