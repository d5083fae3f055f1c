"""The office that a page of results is about, if the reader may see its evidence."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from parvaneh.access.permissions import Permission as Can
from parvaneh.frame.pages_environment import say
from parvaneh.kit.languages import msg
from parvaneh.ranking.queries.own_results import Own, announced_of, draft_of
from parvaneh.registry.loaders import office_of
from parvaneh.registry.models import Office
from parvaneh.site.own_result import Told
from parvaneh.site.reader import Reader, reader_of

TABS = (
    ("results", msg("Breakdown")),
    ("result_improve", msg("What would gain most")),
    ("result_history", msg("History")),
    ("result_letters", msg("Letters")),
)
DRAFT = ("result_draft", msg("Draft"))


@dataclass(frozen=True)
class Asked:
    """A page about an office's results: who reads, what was announced, what stands as a draft."""

    reader: Reader
    office: Office
    own: Own | None
    draft: Own | None

    @property
    def told(self) -> Told | None:
        """The announced result in words."""
        return Told(self.own) if self.own else None

    def tabs(self, here: str) -> list[dict[str, object]]:
        """The pages about this office; that of the draft while there is one."""
        listed = (*TABS, DRAFT) if self.draft else TABS
        return [
            {"words": say(words), "url": reverse(name, args=[self.office.code]),
             "is_here": name == here}
            for name, words in listed
        ]  # fmt: skip


def asked_of(request: HttpRequest, code: str) -> Asked:
    """The office of a code with its results.

    Raises:
        NotThere: there is none, or the reader may not see its evidence.
    """
    reader = reader_of(request)
    office = office_of(reader.acting, code, to=Can.EVIDENCE_SEE, on=reader.on)
    return Asked(reader, office, announced_of(office), draft_of(office, reader.on))
