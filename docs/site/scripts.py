"""The scripts of others that the pages carry: mathematics, widgets and what loads them."""

import json
import pathlib
import shutil
import subprocess
import tarfile
from importlib.metadata import version

HERE = pathlib.Path(__file__).parent
# Of each npm package: the folder in _static that it goes to, and what of the package goes there.
CARRIED = {
    "@jupyter-widgets/html-manager": ("html-manager", ["dist/embed-amd.js", "dist/*.woff2"]),
    "anywidget": ("anywidget", ["dist/index.js"]),
    "mathjax": ("mathjax", ["es5/tex-chtml.js", "es5/output/chtml/fonts/woff-v2/*", "es5/input/tex/extensions/*"]),
    "requirejs": ("requirejs", ["require.js"]),
}


def versions() -> dict[str, str]:
    """The version of each package: anywidget's is that of the Python package, which makes the pages."""
    pinned = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["dependencies"]
    return {**pinned, "anywidget": version("anywidget")}


def carry(static: pathlib.Path, cache: pathlib.Path) -> None:
    """Copy what is carried into a folder of static files. Unpacked packages are kept in the cache.

    Raises RuntimeError where npm is missing.
    """
    for name, number in versions().items():
        package = _unpacked(name, number, cache)
        folder, patterns = CARRIED[name]
        for pattern in patterns:
            within = package / pattern.split("/")[0] if "/" in pattern else package
            for file in package.glob(pattern):
                target = static / folder / file.relative_to(within)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(file, target)


def _unpacked(name: str, number: str, cache: pathlib.Path) -> pathlib.Path:
    npm = shutil.which("npm")
    target = cache / f"{name.replace('/', '-')}-{number}"
    if target.exists():
        return target / "package"
    if npm is None:
        raise RuntimeError("npm is missing, which fetches the scripts of the pages: sudo apt-get install npm")
    cache.mkdir(parents=True, exist_ok=True)
    packed = subprocess.run(
        [npm, "pack", "--silent", f"{name}@{number}"], cwd=cache, check=True, capture_output=True, text=True
    )
    with tarfile.open(cache / packed.stdout.split()[-1]) as archive:
        archive.extractall(target, filter="data")
    return target / "package"
