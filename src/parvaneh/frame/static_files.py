"""Our few static files under addresses that carry their content's hash: kept for ever, never stale.

No collecting step: the files lie in the package. A style sheet names its font relative to itself
and without a hash; such a file carries its version in its name.
"""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from whitenoise.middleware import WhiteNoiseMiddleware

from parvaneh.kit.charts import STYLE

FOLDER = Path(__file__).parent / "static" / "parvaneh"
ADDRESS = "/static/parvaneh/"
HASH_LENGTH = 12
SHEETS = ("tokens.css", "look.css", "forms.css", "parts.css", "tables.css", "work.css")
PAPER = "print.css"
FOR_EVER = f"max-age={10 * 365 * 24 * 3600}, public, immutable"
# The face that letters are set in too: what pages need of it, and the whole for rare letters. The
# version is in the address; the number after `pages` is counted up when the small one is made anew.
_FACES = Path(__file__).parents[1] / "kit" / "data" / "vazirmatn-33.0.3"
FACE_ADDRESS = f"{ADDRESS}vazirmatn-33.0.3-pages-1.woff2"
FACES = {
    FACE_ADDRESS: _FACES / "Vazirmatn-pages[wght].woff2",
    f"{ADDRESS}vazirmatn-33.0.3.woff2": _FACES / "Vazirmatn[wght].woff2",
}


@cache
def static_url(name: str) -> str:
    """The address of a static file of ours, such as ``look.css``.

    Raises:
        OSError: there is no such file.
    """
    path = FOLDER / name
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:HASH_LENGTH]
    return f"{ADDRESS}{path.stem}.{digest}{path.suffix}"


@cache
def style_sheet() -> tuple[str, bytes]:
    """The look of every page and chart as one sheet, in one request: its address, its content."""
    screen = [(FOLDER / name).read_text(encoding="utf-8") for name in SHEETS]
    paper = (FOLDER / PAPER).read_text(encoding="utf-8")
    content = "".join([STYLE, "\n", *screen, "@media print {\n", paper, "}\n"]).encode()
    return f"{ADDRESS}style.{hashlib.sha256(content).hexdigest()[:HASH_LENGTH]}.css", content


def style_url() -> str:
    """The address of the one sheet."""
    return style_sheet()[0]


class StaticFiles(WhiteNoiseMiddleware):  # type: ignore[misc]  # the package has no types
    """Middleware: serves our static files before any session is asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Learn every file under its own name and under its hashed one."""
        super().__init__(get_response)
        for address, face in FACES.items():
            self.add_file_to_dictionary(address, str(face))
        for path in FOLDER.rglob("*"):
            if path.is_file():
                name = path.relative_to(FOLDER).as_posix()
                self.add_file_to_dictionary(f"{ADDRESS}{name}", str(path))
                if path.parent == FOLDER:
                    self.add_file_to_dictionary(static_url(name), str(path))

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Serve the one sheet or a file; all else goes on."""
        address, content = style_sheet()
        if request.path_info != address:
            answer: HttpResponseBase = super().__call__(request)
            return answer
        return HttpResponse(
            content, content_type="text/css; charset=utf-8", headers={"Cache-Control": FOR_EVER}
        )

    def immutable_file_test(self, path: str, url: str) -> bool:
        """Whether what lies at an address never changes: its hash or version is in the name."""
        return url != f"{ADDRESS}{Path(path).name}"
