"""Files that people give: their kind by name and by first bytes, their size, their number."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from parvaneh.frame.form_fields.asked import MISSING, found_shown, wrong
from parvaneh.kit.languages import msg

MEGABYTE = 1_000_000
ONE_DECIMAL = 10
_ZIP = b"PK\x03\x04"
# The endings that a kind goes by, and what its files begin with; nothing of text.
KINDS: Mapping[str, tuple[tuple[str, ...], bytes]] = {
    "PDF": (("pdf",), b"%PDF-"),
    "PNG": (("png",), b"\x89PNG\r\n\x1a\n"),
    "JPEG": (("jpg", "jpeg"), b"\xff\xd8\xff"),
    "DOCX": (("docx",), _ZIP),
    "XLSX": (("xlsx",), _ZIP),
    "CSV": (("csv",), b""),
}
USUAL = ("PDF", "PNG", "JPEG")
WRONG_KIND = msg("«{found}» is not of a kind that is taken here: {needed}.")
OTHER_CONTENT = msg("«{found}» is called {kind}, but its content is something else.")
EMPTY = msg("«{found}» is empty.")
TOO_LARGE = msg("«{found}» has {size} MB; at most {needed} MB are taken.")
TOO_MANY = msg("{found} files were given; at most {needed} are taken.")


class UploadInput(forms.FileInput):
    """Chooses files; more than one where the field says so."""

    allow_multiple_selected = True

    def value_from_datadict(
        self,
        data: Any,  # noqa: ARG002 - as Django calls it
        files: Any,
        name: str,
    ) -> list[Any]:
        """All files that came under the name."""
        if hasattr(files, "getlist"):
            return list(files.getlist(name))
        one = files.get(name) if files else None
        return [one] if one else []


class UploadField(forms.Field):
    """Files of some kinds, each of some size at most; the cleaned value is a list of them."""

    control = "upload"
    widget = UploadInput

    def __init__(
        self,
        *,
        kinds: Iterable[str] = USUAL,
        largest: int = 10 * MEGABYTE,
        most: int = 1,
        **kwargs: Any,
    ) -> None:
        """Keep what is taken.

        Args:
            kinds: names of `KINDS`.
            largest: bytes of one file at most.
            most: how many files at most.
            kwargs: of Django's field.
        """
        super().__init__(**kwargs)
        self.kinds, self.largest, self.most = tuple(kinds), largest, most

    @property
    def endings(self) -> tuple[str, ...]:
        """The endings of names that are taken, in lower case."""
        return tuple(ending for kind in self.kinds for ending in KINDS[kind][0])

    def clean(self, value: Any) -> "list[UploadedFile[bytes]]":
        """Return the files.

        Raises:
            ValidationError: with everything that stands against each of them.
        """
        files = [one for one in value or () if isinstance(one, UploadedFile)]
        if self.required and not files:
            raise wrong(MISSING, label=str(self.label or ""))
        faults = [fault for one in files for fault in self._faults(one)]
        if len(files) > self.most:
            faults.append(wrong(TOO_MANY, found=len(files), needed=self.most))
        if faults:
            raise ValidationError(faults)
        return files

    def _faults(self, one: "UploadedFile[bytes]") -> list[ValidationError]:
        name, size = found_shown(one.name or ""), one.size or 0
        kind = self._kind_called(one.name or "")
        if not kind:
            return [wrong(WRONG_KIND, found=name, needed=self.kinds)]
        if not size:
            return [wrong(EMPTY, found=name)]
        if size > self.largest:
            return [
                wrong(TOO_LARGE, found=name, size=_megabytes(size), needed=_megabytes(self.largest))
            ]
        start = KINDS[kind][1]
        begins = one.read(len(start))
        one.seek(0)
        return [] if begins == start else [wrong(OTHER_CONTENT, found=name, kind=kind)]

    def _kind_called(self, name: str) -> str:
        ending = name.rpartition(".")[2].casefold()
        return next((kind for kind in self.kinds if ending in KINDS[kind][0]), "")


def _megabytes(size: int) -> Fraction:
    """Megabytes with one decimal, rounded up: what is over the limit must not look like it."""
    return Fraction(-(-size * ONE_DECIMAL // MEGABYTE), ONE_DECIMAL)
