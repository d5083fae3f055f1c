"""Which components the gallery shows, in which order; each has a file of its name."""

from typing import NamedTuple

from parvaneh.kit.languages import msg


class Specimen(NamedTuple):
    """A component on show: a code, its name, and the group it stands in."""

    key: str
    title: str
    group: str


_TEXT, _MARKS, _FACTS = msg("Text and buttons"), msg("Marks"), msg("Facts and figures")
_TELLING, _TIME, _WAYS = msg("Telling"), msg("In time"), msg("Ways through")
_ASKING = msg("Asking")

SPECIMENS = (
    Specimen("type", msg("Headings and text"), _TEXT),
    Specimen("buttons", msg("Buttons and links"), _TEXT),
    Specimen("section", msg("Head of a section"), _TEXT),
    Specimen("tags", msg("Status tag"), _MARKS),
    Specimen("grades", msg("Tile grade mark"), _MARKS),
    Specimen("scores", msg("Score bar"), _MARKS),
    Specimen("due", msg("Day in its context"), _MARKS),
    Specimen("tiles", msg("Figures at a glance"), _FACTS),
    Specimen("facts", msg("List of facts"), _FACTS),
    Specimen("cards", msg("Card"), _FACTS),
    Specimen("table", msg("Table"), _FACTS),
    Specimen("list", msg("List of data"), _FACTS),
    Specimen("charts", msg("Chart with its table"), _FACTS),
    Specimen("banners", msg("Banner"), _TELLING),
    Specimen("empty", msg("Nothing here"), _TELLING),
    Specimen("interruption", msg("Interruption"), _TELLING),
    Specimen("confirm", msg("Before what cannot be undone"), _TELLING),
    Specimen("confirmation", msg("After an act"), _TELLING),
    Specimen("timeline", msg("Timeline"), _TIME),
    Specimen("progress", msg("Progress"), _TIME),
    Specimen("tasks", msg("List of tasks"), _TIME),
    Specimen("identity", msg("What a page is about"), _WAYS),
    Specimen("breadcrumbs", msg("Way to this page"), _WAYS),
    Specimen("tabs", msg("Tabs"), _WAYS),
    Specimen("paging", msg("Pages of a list"), _WAYS),
    Specimen("search", msg("Search box"), _WAYS),
    Specimen("filter", msg("Filters"), _WAYS),
    Specimen("side", msg("Side menu"), _WAYS),
    Specimen("form", msg("Form"), _ASKING),
    Specimen("wrong", msg("Form with errors"), _ASKING),
    Specimen("question", msg("One question on a page"), _ASKING),
    Specimen("fields", msg("Fields that help with digits"), _ASKING),
    Specimen("fields_wrong", msg("What they say when it is wrong"), _ASKING),
    Specimen("answers", msg("Answers looked over before sending"), _ASKING),
    Specimen("typed", msg("Confirmed by typing"), _ASKING),
)
