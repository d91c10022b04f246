"""Serves a folder on loopback as hosts of static pages do, text compressed, and visits it without a network."""

import contextlib
import functools
import gzip
import http.server
import pathlib
import threading
from collections.abc import Iterator

from playwright.sync_api import Browser, Page

# How much of a page moves by itself once its first picture is alive, as a cumulative layout shift, but for the frames
# in which stills make room for their pictures.
WATCH_LAYOUT = """(() => {
    const [swaps, shifts] = [[], []];
    new PerformanceObserver((all) => shifts.push(...all.getEntries()))
        .observe({ type: 'layout-shift', buffered: true });
    new MutationObserver(() => {
        const swap = { from: performance.now(), to: Infinity };
        swaps.push(swap);
        // The frame that follows is laid out after its callbacks, so that the swap ends with the next one.
        requestAnimationFrame(() => requestAnimationFrame(() => (swap.to = performance.now())));
    }).observe(document, { subtree: true, attributeFilter: ['data-live'] });
    window.movedByItself = () => shifts
        .filter(({ startTime: at }) => at > swaps[0]?.from && !swaps.some(({ from, to }) => from <= at && at <= to))
        .reduce((sum, { value }) => sum + value, 0);
})()"""
COMPRESSED = {".html", ".js", ".mjs", ".css", ".json", ".svg", ".ipynb", ".txt"}


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        file = pathlib.Path(self.translate_path(self.path))
        if not file.is_file():
            return super().do_GET()
        packed = file.suffix in COMPRESSED and "gzip" in self.headers.get("Accept-Encoding", "")
        body = _body(file, packed)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with contextlib.suppress(ConnectionError):  # the page has been left
            self.wfile.write(body)

    def log_message(self, *arguments):
        pass


@functools.cache
def _body(file: pathlib.Path, packed: bool) -> bytes:
    return gzip.compress(file.read_bytes()) if packed else file.read_bytes()


@contextlib.contextmanager
def served(folder: pathlib.Path) -> Iterator[str]:
    """A folder, served; gives its address."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Visit:
    """A page in a browser of its own, with an empty cache: what it asked for, what went wrong, what it weighs."""

    def __init__(self, browser: Browser, address: str):
        self.context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light")
        self.page: Page = self.context.new_page()
        self.address, self.errors, self.elsewhere, self.weight, self.asked = address, [], [], 0, 0
        self.context.route(lambda url: not url.startswith(address), self._refuse)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        self.page.on("response", lambda got: self.errors.append(got.url) if got.status >= 400 else None)
        self.page.add_init_script(WATCH_LAYOUT)
        watch = self.context.new_cdp_session(self.page)
        watch.send("Network.enable")
        watch.on("Network.loadingFinished", self._weigh)

    def open(self, path: str) -> Page:
        """Open a page of the site with all its folds, scroll past its pictures, and wait until they are drawn."""
        self.page.goto(f"{self.address}/{path}")
        self.page.evaluate("document.querySelectorAll('.gradcalc-fold').forEach((fold) => (fold.open = true))")
        for place in self.page.locator(".gradcalc-live").all():
            place.scroll_into_view_if_needed()
            place.locator("xpath=self::*[@data-live]").wait_for(state="attached")
        self.page.evaluate("scrollTo(0, 0)")
        self.page.wait_for_function(
            """() => [...document.querySelectorAll('.gradcalc-picture')].every((picture) => {
                const [image, canvas] = [picture.querySelector('img'), picture.querySelector('.gradcalc-canvas')];
                // A canvas on which nothing is drawn is 300 wide.
                return (image.hidden || image.naturalWidth) && canvas.width !== 300;
            })"""
        )
        self.page.wait_for_load_state("networkidle")
        return self.page

    def _refuse(self, route) -> None:
        if route.request.url.startswith(("data:", "blob:")):
            return route.continue_()
        self.elsewhere.append(route.request.url)
        return route.abort()

    def _weigh(self, event: dict) -> None:
        self.weight += event["encodedDataLength"]
        self.asked += 1

    def close(self) -> None:
        self.context.close()
