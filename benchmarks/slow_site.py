"""How long a first visit to the site takes: 1.6 Mbit/s, 150 ms to the server and back, a processor 4 times slower.

    make site
    .venv/bin/python benchmarks/slow_site.py [build/site]

For each page: when its text is there, when its first picture answers a key, and how many bytes came until then.
"""

import json
import pathlib
import statistics
import sys
import time

ROOT = pathlib.Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser.running import running_browser  # noqa: E402
from tests.browser.site_on_loopback import served  # noqa: E402
from tests.browser.slow_proxy import slow_line  # noqa: E402

PAGES = ("index", "03_directional_derivatives", "06_gradient_descent")
RATE, DELAY, SLOWER, RUNS = 1.6e6 / 8, 0.075, 4, 3
# When the first picture is drawn, with its marks and ready for a hand.
LIVE = """() => {
    const picture = document.querySelector('.gradcalc-picture[tabindex]');
    return picture && picture.ariaLabel && picture.querySelector('img').naturalWidth
        && picture.querySelector('.gradcalc-canvas').width !== 300;
}"""


def visit(browser, address: str) -> tuple[float, float, int]:
    """Seconds until the text and until the first picture, and bytes until then, of one visit with an empty cache."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page, weight = context.new_page(), []
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    tools.on("Network.loadingFinished", lambda event: weight.append(event["encodedDataLength"]))
    start = time.monotonic()
    page.goto(address, wait_until="commit")
    page.locator("article p, article h1, article .gradcalc-live").first.wait_for(timeout=120_000)
    page.evaluate(
        "() => document.querySelector('.gradcalc-live, script[type$=\"widget-view+json\"]')?.scrollIntoView()"
    )
    page.wait_for_function(LIVE, timeout=120_000)
    live, came = time.monotonic() - start, sum(weight)
    text = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime") / 1000
    context.close()
    return text, live, int(came)


def main() -> None:
    site = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "build" / "site")
    found = {}
    with served(site) as address, slow_line(address) as (slow, line), running_browser() as browser:
        line.delay, line.rate = DELAY, RATE
        for page in PAGES:
            runs = [visit(browser, f"{slow}/{page}.html") for _ in range(RUNS)]
            text, live, came = (statistics.median(part) for part in zip(*runs, strict=True))
            found[page] = {"text_s": round(text, 2), "live_s": round(live, 2), "kB": round(came / 1000)}
            print(f"{page:<30} text {text:5.2f} s   live {live:5.2f} s   {came / 1000:6.0f} kB", flush=True)
    (ROOT / "benchmarks" / "results" / "slow_site.json").write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
