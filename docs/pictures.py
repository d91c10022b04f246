"""Makes the README's pictures, one of them in a real JupyterLab: .venv/bin/python docs/pictures.py"""

import pathlib
import sys
import tempfile

from PIL import Image

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import gradcalc as gc  # noqa: E402
from tests.browser import lab, running  # noqa: E402

VIEWS = ("map", "surface")
LOOK = {"angle": 20, "azimuth": -110}  # from there no hill hides the point


def main() -> None:
    gc.explore("two hills", x=0.3, y=-0.6, views=VIEWS, **LOOK).save(ROOT / "docs" / "explorer.gif")
    with tempfile.TemporaryDirectory() as folder, running.running_browser() as browser:
        root = pathlib.Path(folder)
        with running.running_lab(root) as address:
            # So wide that GitHub, which shows the picture at 900 pixels or so, leaves its words as large as they are.
            page = browser.new_page(viewport={"width": 1420, "height": 1000}, device_scale_factor=2)
            code = f"e = gc.explore('two hills', views={(*VIEWS, 'slopes', 'slice')}, **{LOOK})"
            explorer = lab.open_explorer(page, (address, root), "picture", code)
            explorer.python("e.x, e.y = 0.3, -0.6")
            page.wait_for_timeout(1000)
            path = ROOT / "docs" / "explorer.png"
            page.locator(".gradcalc-explorer").screenshot(path=path)
            Image.open(path).convert("RGB").quantize(256).save(path, optimize=True)


if __name__ == "__main__":
    main()
