"""What lies beside the steps of generated cases: notes, documents, notices, whose they are."""

from collections.abc import Callable, Mapping

from parvaneh.access.acting import Acting
from parvaneh.access.models import User
from parvaneh.casework.documents import document_add, document_pend
from parvaneh.casework.models import Case, Visibility
from parvaneh.casework.notices import Recipient, notice_send, notice_view
from parvaneh.casework.operations import case_assign, deadline_extend, note_write
from parvaneh.config.demo.chance import Chance
from parvaneh.config.demo.plan import Plan
from parvaneh.law.vocabulary import Actor
from parvaneh.ledger.acts import SYSTEM
from parvaneh.registry.models import Person

LETTERS = 14  # rendered by the first worker, half a second each
NOTES = (
    "مدارک بررسی شد و کامل است (نمایشی).",
    "با دفتر تماس گرفته شد؛ پاسخ را تا پایان هفته می‌فرستد (نمایشی).",
    "پیش از جلسه، پرونده پیشین همین دفتر دیده شود (نمایشی).",
)
REQUEST, ANSWER = "request", "decision"
BY_OFFICE = "برای هماهنگی با دفتر، دو روز مهلت بیشتر لازم است (نمایشی)"
# The least that is a PDF: a page that says nothing.
PAGE = (
    b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%%%EOF %d\n"
)


class Beside:
    """Adds to cases what people add to cases."""

    def __init__(self, act: Callable[[User], Acting], plan: Plan, chance: Chance) -> None:
        """Take who acts and what is made."""
        self.act, self.plan, self.chance = act, plan, chance
        self.letters = 0

    def add(
        self, case: Case, at: int, deputy: User | None, parties: Mapping[Actor, Person]
    ) -> Case:
        """Add to one case; which things depends on its number.

        Args:
            case: as its last step left it.
            at: its number among the cases.
            deputy: the Provincial Deputy where it lies; nothing is added without.
            parties: the persons of the case.

        Returns:
            The case as it is then.
        """
        if deputy is None:
            return case
        by = self.act(deputy)
        if at % 3 == 0 and not case.ended_on:
            case = case_assign(case=case, to=deputy, by=by, at=self.plan.at)
        if at % 2 == 0:
            shown_to = Visibility.PARTIES if at % 4 == 0 else Visibility.UNIT
            text = NOTES[at % len(NOTES)]
            note_write(case=case, text=text, visibility=shown_to, by=by, at=self.plan.at)
        if at % 2 == 1 or at == 0:
            self._papers(case, at, by, parties)
        if at % 11 == 5:  # noqa: PLR2004 - some
            self._longer(case, by)
        return Case.objects.get(pk=case.pk)

    def _papers(self, case: Case, at: int, by: Acting, parties: Mapping[Actor, Person]) -> None:
        readers = tuple(parties)
        document = document_add(
            case=case, kind=ANSWER if at % 4 else REQUEST, name="تصویر-نامه-نمایشی.pdf",
            data=PAGE % at, visible_to=readers, by=by, at=self.plan.at,
        )  # fmt: skip
        if self.letters < min(LETTERS, self.plan.volume.cases // 3) and readers:
            self.letters += 1
            facts = {"addressee": [next(iter(parties.values())).name]}
            document_pend(
                case=case, kind="case.standing", facts=facts, visible_to=readers,
                by=SYSTEM, at=self.plan.at,
            )  # fmt: skip
        for person in dict.fromkeys(parties.values()):
            [notice] = notice_send(
                document=document, to=[Recipient(person=person)], by=by, at=self.plan.at,
                starts_time=False,
            )  # fmt: skip
            if at % 5 and person.user is not None:
                notice_view(notice=notice, by=self.act(person.user), at=self.plan.at)

    def _longer(self, case: Case, by: Acting) -> None:
        running = case.deadlines.filter(state="open", last_on__gt=self.plan.today).first()
        if running is not None:
            deadline_extend(deadline=running, days=2, reason=BY_OFFICE, by=by, at=self.plan.at)
