"""Makes the pages that Sphinx has written light: formulas and icons stand in them, and scripts wait for the text."""

import html
import json
import pathlib
import re
import subprocess

from fontTools import subset

FORMULA = re.compile(r'(<(?:span|div) class="math notranslate nohighlight"[^>]*>)(.*?)(</(?:span|div)>)', re.DOTALL)
ICON = re.compile(r'<i class="((?:[^"]* )?fa-solid fa-([\w-]+)[^"]*)"([^>]*)></i>')
HEAD_SCRIPT = re.compile(r'<script (?:defer="defer" )?(src="_static/[^"]+|src="searchindex\.js[^"]*)"></script>')
UNUSED = re.compile(
    r'<script[^>]*src="_static/(?:scripts/fontawesome|mathjax/)[^"]*"[^>]*></script>'
    r"|<script>window\.MathJax = .*?</script>"
)
SEARCH = re.compile(
    r'<script[^>]*src="(?:_static/searchtools|_static/language_data|searchindex)\.js[^"]*"[^>]*></script>'
)
OF_ICONS = re.compile(r'[^{}]*\{--fa:"[^}]*\}')
# MathJax in node: lines of [TeX, whether it stands alone] in, MathML out.
TRANSLATE = """
require('mathjax').init({ loader: { load: ['input/tex', 'output/chtml'] } }).then((MathJax) => {
  const formulas = JSON.parse(require('fs').readFileSync(0, 'utf8'));
  console.log(JSON.stringify(formulas.map(([tex, display]) => MathJax.tex2mml(tex, { display }))));
});
"""


def lighten(site: pathlib.Path, modules: pathlib.Path) -> None:
    """Rewrite every page of a site, with the npm packages in a folder."""
    thin_icons(site / "_static")
    pages = {path: path.read_text(encoding="utf-8") for path in site.glob("*.html")}
    formulas = sorted({_formula(found) for text in pages.values() for found in FORMULA.finditer(text)})
    translated = dict(zip(formulas, _translated(formulas, modules), strict=True))
    icons = (site / "_static" / "scripts" / "fontawesome.js").read_text(encoding="utf-8")
    options = (site / "_static" / "documentation_options.js").read_text(encoding="utf-8")

    def formula(found: re.Match) -> str:
        tex, _ = _formula(found)
        mathml = translated[_formula(found)].replace("<math", f'<math alttext="{html.escape(tex)}"', 1)
        return f"{found[1]}{mathml}{found[3]}"

    for path, text in pages.items():
        text = UNUSED.sub("", FORMULA.sub(formula, text))
        text = ICON.sub(lambda found: _icon(icons, *found.groups()), text)
        if path.name != "search.html":
            text = SEARCH.sub("", text)
        text = re.sub(
            r'<script src="_static/documentation_options[^>]*></script>',
            lambda _: f"<script>{options}</script>",
            text,
        )
        text = HEAD_SCRIPT.sub(r'<script defer \1"></script>', text)
        path.write_text(text, encoding="utf-8")


def thin_icons(static: pathlib.Path) -> None:
    """Leave of the icons only those that the style sheets draw themselves: of two thousand, some twenty."""
    used = set()
    for path in (static / "styles").glob("*.css"):
        sheet = OF_ICONS.sub("", path.read_text(encoding="utf-8"))
        path.write_text(sheet, encoding="utf-8")
        used |= {ord(letter) for letter in sheet if "\ue000" <= letter <= "\uf8ff"}
        used |= {int(code, 16) for code in re.findall(r"\\([ef][0-9a-f]{3})\b", sheet)}
    path = static / "vendor" / "fontawesome" / "webfonts" / "fa-solid-900.woff2"
    options = subset.Options(flavor="woff2")
    font = subset.load_font(path, options)
    thinner = subset.Subsetter(options)
    thinner.populate(unicodes=used)
    thinner.subset(font)
    subset.save_font(font, path, options)


def lead_out_of_the_lab(page: pathlib.Path) -> None:
    """Let the page of the lab say why, and what to do, where its Python cannot be fetched."""
    kernels = page.parents[1] / "extensions" / "@jupyterlite" / "pyodide-kernel-extension" / "static"
    texts = [path.read_text(encoding="utf-8") for path in kernels.glob("*.js")]
    (python,) = {found for text in texts for found in re.findall(r"https://[^\"'`]+/pyodide\.m?js", text)}
    script = f'<script defer src="../../_static/lab.js" data-python="{python}"></script>'
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("</head>", f"{script}\n</head>", 1), encoding="utf-8")


def _formula(found: re.Match) -> tuple[str, bool]:
    """The TeX of a formula, and whether it stands alone."""
    tex = html.unescape(found[2]).strip()
    return tex[2:-2].strip(), tex.startswith(r"\[")


def _translated(formulas: list[tuple[str, bool]], modules: pathlib.Path) -> list[str]:
    done = subprocess.run(
        ["node", "-e", TRANSLATE],
        cwd=modules.parent,
        input=json.dumps(formulas),
        capture_output=True,
        text=True,
        check=True,
    )
    return [re.sub(r"\s*\n\s*", "", mathml) for mathml in json.loads(done.stdout)]


def _icon(icons: str, classes: str, name: str, attributes: str) -> str:
    """An icon as SVG, cut out of the font's script, which holds two thousand."""
    found = re.search(rf'"?\b{re.escape(name)}"?:\[(\d+),(\d+),\[[^\]]*\],"[0-9a-f]+","([^"]+)"', icons)
    if found is None:
        raise ValueError(f"the theme has no icon {name!r}.")
    width, height, path = found.groups()
    return (
        f'<svg class="svg-inline--fa {classes}"{attributes} aria-hidden="true" viewBox="0 0 {width} {height}">'
        f'<path fill="currentColor" d="{path}"/></svg>'
    )
