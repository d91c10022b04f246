"""Makes the site: the lessons as pages, and JupyterLite with the same lessons in lite/.

    python docs/site/build.py build/site

What it is made of is laid out beside it, in build/site.parts.
"""

import argparse
import pathlib
import shutil
import subprocess
import sys

from gather import lay_out_pages
from lab_contents import lay_out_lab


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path, help="where the site is made")
    site = parser.parse_args().folder.resolve()
    parts = site.with_name(f"{site.name}.parts")
    lay_out_pages(parts / "pages")
    lay_out_lab(parts / "lite")
    shutil.rmtree(site, ignore_errors=True)
    sphinx = ["sphinx", "--quiet", "--fail-on-warning", "--keep-going", "--fresh-env", "--doctree-dir"]
    run(*sphinx, parts / "doctrees", parts / "pages", site)
    lite = ["jupyter", "lite", "build", "--lite-dir", parts / "lite", "--output-dir", site / "lite"]
    run(*lite, stdout=subprocess.DEVNULL)


def run(*command, **options) -> None:
    subprocess.run([sys.executable, "-m", *map(str, command)], check=True, **options)


if __name__ == "__main__":
    main()
