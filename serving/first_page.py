"""The page that a browser gets first, naming the files of the screen that it will ask for anyway.

Streamlit's own page names the files of an empty screen; those of tables, choices and charts are
asked for only when the first of them is to be drawn, one after the other. The page also carries
visits.js, which keeps one entry in the browser's history for each screen visited.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

from starlette.types import ASGIApp, Receive, Scope, Send

ON_EVERY_SCREEN = ("Selectbox", "BidiComponent", "Toolbar")
WITH_A_CHART = ("PlotlyChart",)
SCREENS_WITH_A_CHART = ("/kpi",)  # their chart is the first thing looked at
IMPORTED = re.compile(r"""(?:from|import)\s*["']\./([\w.-]+\.js)["']""")
STREAMLIT_TITLE, TITLE = "<title>Streamlit</title>", "<title>Trajectory</title>"
STREAMLIT_LANGUAGE, LANGUAGE = '<html lang="en">', '<html lang="en-GB">'
VISITS = f"<script>{(Path(__file__).parent / 'visits.js').read_text(encoding='utf-8')}</script>"
NOT_A_SCREEN = re.compile(
    r"^/(_stcore|static|media|component|app|auth|oauth2callback|vendor)(/|$)|\.[a-z0-9]+$"
)

# A chart's files are fetched once the screen is drawn, so that they do not compete with what it needs.
WHEN_IDLE = """<script>
addEventListener("load", () => setTimeout(() => {
  for (const address of %s) {
    document.head.append(Object.assign(document.createElement("link"), {rel: "prefetch", href: address}));
  }
}, 4000));
</script>"""


class FirstPage:
    """Answers what a person opens in a browser; all else goes on to Streamlit."""

    def __init__(self, app: ASGIApp, folder: Path) -> None:
        self.app = app
        scripts = folder / "static" / "js"
        plain = (folder / "index.html").read_text(encoding="utf-8")
        common, charts = needed_by(scripts, ON_EVERY_SCREEN), needed_by(scripts, WITH_A_CHART)
        self.page = with_files(plain, now=common, later=charts)
        self.page_with_a_chart = with_files(plain, now=[*common, *charts], later=[])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if not is_for_a_screen(scope):
            await self.app(scope, receive, send)
            return
        page = self.page_with_a_chart if scope["path"] in SCREENS_WITH_A_CHART else self.page
        headers = [
            (b"content-type", b"text/html; charset=utf-8"),
            (b"content-length", str(len(page)).encode()),
            (b"cache-control", b"no-cache"),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": page if scope["method"] == "GET" else b""})


def is_for_a_screen(scope: Scope) -> bool:
    """Return whether a browser opens a screen: an address of one word that is not one of Streamlit's own."""
    if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or scope.get("root_path"):
        return False
    path: str = scope["path"]
    return path.count("/") == 1 and NOT_A_SCREEN.search(path) is None


def needed_by(scripts: Path, kinds: Iterable[str]) -> list[str]:
    """Return the names of the scripts that draw some kinds of element, with all that these import."""
    found: list[str] = []
    waiting = [file.name for kind in kinds for file in scripts.glob(f"{kind}.*.js")]
    while waiting:
        name = waiting.pop(0)
        if name not in found and (scripts / name).is_file():
            found.append(name)
            waiting += IMPORTED.findall((scripts / name).read_text(encoding="utf-8")[:20_000])
    return found


def with_files(page: str, *, now: Iterable[str], later: Iterable[str]) -> bytes:
    """Return Streamlit's page with visits.js and links to the files needed now and, when idle, later."""
    links = "".join(
        f'<link rel="modulepreload" crossorigin href="./static/js/{name}">'
        for name in now
        if name not in page
    )
    addresses = json.dumps([f"./static/js/{name}" for name in later if name not in page])
    named = page.replace(STREAMLIT_TITLE, TITLE).replace(STREAMLIT_LANGUAGE, LANGUAGE)
    return named.replace("</head>", links + VISITS + WHEN_IDLE % addresses + "</head>", 1).encode()
