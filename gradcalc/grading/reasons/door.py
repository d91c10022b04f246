"""Who may come in: whoever knows the address, which has a token, from this machine, and no other site's page.

Any page that is open in the browser can send requests to a server on this machine. It does not know the token. It
cannot come under another name either (Host), and what it sends says where it comes from (Origin).
"""

import hmac
import json
from typing import Any

from tornado import web

# No script and no style but ours, and nothing from anywhere else, whatever stands in an answer.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",  # the address holds the token
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
REFUSED = "gradcalc reasons does not answer here. Use the whole address that it has printed."


class Door(web.RequestHandler):
    """Looks at each request before anything else is done. token and port of the server are in its settings."""

    def set_default_headers(self) -> None:
        """What each answer carries, that of a refusal as well."""
        for name, value in HEADERS.items():
            self.set_header(name, value)
        self.clear_header("Server")

    def prepare(self) -> None:
        """Refuse whoever does not know the token, comes under another name, or from another page."""
        own = {f"{name}:{self.settings['port']}" for name in ("127.0.0.1", "localhost")}
        token = self.request.path.split("/")[1]
        if not hmac.compare_digest(token.encode(), self.settings["token"].encode()) or self.request.host not in own:
            raise web.HTTPError(403)
        site = self.request.headers.get("Sec-Fetch-Site", "same-origin")
        if self.request.method != "GET":
            ours = self.request.headers.get("Origin") == f"http://{self.request.host}" and site == "same-origin"
            if not ours or self.request.headers.get("Content-Type") != "application/json":
                raise web.HTTPError(403)

    def write_error(self, status_code: int, **_: Any) -> None:
        """A sentence, and nothing of the request."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(REFUSED if status_code in (403, 404, 405) else "This was not understood.")

    def sent(self) -> Any:
        """The plain data that the page has sent. Raises HTTPError where they are none."""
        try:
            return json.loads(self.request.body)
        except (ValueError, RecursionError):
            raise web.HTTPError(400) from None

    def give(self, data: Any) -> None:
        """Answer with plain data."""
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps(data))


class Nothing(Door):
    """What is not there: to whoever does not know the token it looks the same as what is."""

    async def get(self, *_: str) -> None:
        """Refuse."""
        raise web.HTTPError(404)

    post = get
