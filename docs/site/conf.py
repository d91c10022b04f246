"""How Sphinx makes the pages of the site. gather.py lays this file beside them."""

from operator import methodcaller

from gradcalc import __version__
from gradcalc.address import SITE

project = "gradcalc"
author = "the authors of gradcalc"
release = __version__
extensions = ["myst_nb"]
exclude_patterns = ["_static/**"]
myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 4
myst_heading_slug_func = methodcaller("replace", " ", "-")  # as JupyterLab does, for links to headings
nb_execution_mode = "off"  # gather.py has run the lessons, and recorded their boards
suppress_warnings = ["config.cache"]  # the function above, which Sphinx cannot keep from build to build

html_theme = "sphinx_book_theme"
html_title = "gradcalc"
html_baseurl = SITE or ""  # every page names its own address, where the site has one
html_favicon = "_static/icon.svg"
html_context = {"default_mode": "auto"}  # light or dark as the reader's system is, until they choose
html_static_path = ["_static"]
html_css_files = ["site.css"]
# ?embed=1: nothing but a picture is to be seen, from the first moment on, see site.css and live.js.
EMBED = 'if (/[?&]embed=1(&|$)/.test(location.search)) document.documentElement.classList.add("gradcalc-embed");'
html_js_files = [(None, {"body": EMBED}), "theme.js", "live.js", "folds.js"]
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
html_theme_options = {
    "use_download_button": False,
    "use_fullscreen_button": False,
    "show_toc_level": 2,
    "navbar_persistent": [],  # one place to search from is enough: the one above the lessons
}

mathjax_path = "mathjax/"  # lighten.py takes it out again: formulas are MathML
nb_ipywidgets_js: dict = {}  # live.js instead
