"""Makes the site: the lessons as pages, and JupyterLite with the same lessons in lite/.

    python docs/site/build.py build/site

What it is made of is laid out beside it, in build/site.parts. A site that is there already is left as it is, as long
as it would be made of the same. Whoever else wants it meanwhile waits.
"""

import argparse
import pathlib
import shutil
import subprocess
import sys

from filelock import FileLock
from gather import lay_out_pages
from lab_contents import lay_out_lab, let_links_in
from lighten import lead_out_of_the_lab, lighten
from made_of import digest
from scripts import carry, packages


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path, help="where the site is made")
    site = parser.parse_args().folder.resolve()
    parts = site.with_name(f"{site.name}.parts")
    parts.mkdir(parents=True, exist_ok=True)
    with FileLock(parts / "lock"):
        wanted, stamp = digest(), parts / "made_of"
        if site.exists() and stamp.exists() and stamp.read_text("ascii") == wanted:
            print(f"{site} is made of the same as before.")
            return
        stamp.unlink(missing_ok=True)
        make(site, parts)
        stamp.write_text(wanted, "ascii")


def make(site: pathlib.Path, parts: pathlib.Path) -> None:
    modules = packages(parts / "npm")
    lay_out_pages(parts / "pages")
    carry(parts / "pages" / "_static", modules)
    lay_out_lab(parts / "lite")
    shutil.rmtree(site, ignore_errors=True)
    sphinx = ["sphinx", "--quiet", "--fail-on-warning", "--keep-going", "--fresh-env", "--doctree-dir"]
    run(*sphinx, parts / "doctrees", parts / "pages", site)
    lighten(site, modules)
    lite = ["jupyter", "lite", "build", "--lite-dir", parts / "lite", "--output-dir", site / "lite"]
    run(*lite, stdout=subprocess.DEVNULL)
    lead_out_of_the_lab(site / "lite" / "lab" / "index.html")
    let_links_in(site / "lite" / "lab" / "index.html", parts / "pages")


def run(*command, **options) -> None:
    subprocess.run([sys.executable, "-m", *map(str, command)], check=True, **options)


if __name__ == "__main__":
    main()
