"""What a browser says it is, in few words: a list of one's sessions is read by people.

Nothing is decided by it; browsers say what they like.
"""

import re

# In this order: several say that they are others too.
_BROWSERS = (
    ("Edge", r"Edg(?:A|iOS)?/(\d+)"),
    ("Opera", r"OPR/(\d+)"),
    ("Samsung Internet", r"SamsungBrowser/(\d+)"),
    ("Firefox", r"(?:Firefox|FxiOS)/(\d+)"),
    ("Chrome", r"(?:Headless)?(?:Chrome|CriOS|Chromium)/(\d+)"),
    ("Safari", r"Version/(\d+).*Safari/"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("macOS", "Mac OS X|Macintosh"),
    ("Linux", "Linux|X11"),
)
SHOWN_LENGTH = 60


def browser_named(user_agent: str) -> str:
    """A browser and its system, such as ``Firefox 128, Windows``; else the beginning of its text.

    Args:
        user_agent: the header of that name.
    """
    found = next(
        (f"{name} {met[1]}" for name, form in _BROWSERS if (met := re.search(form, user_agent))), ""
    )
    system = next((name for name, form in _SYSTEMS if re.search(form, user_agent)), "")
    return ", ".join(filter(None, (found, system))) or user_agent[:SHOWN_LENGTH] or "—"
