"""Model fields for personal values: encrypted by the application, masked unless revealed.

    class Person(models.Model):
        code = models.CharField(max_length=12, unique=True)  # given before the first save
        national_id = EncryptedTextField(row="code", shown=2)
        national_index = BlindIndexField(of="national_id", domain="nid", unique=True)

    person.national_id                  # «••••••••79»: a `Secret`; templates and logs see the mask
    person.national_id.reveal()         # the text; whoever calls it checks and records the reason
    person.national_id = "0012345679"   # sealed when the row is saved, its index computed
    Person.objects.filter(national_index__in=indexes("nid", typed))

A sealed value opens only in its place: table, field and row. The row is named by a field whose
value is known before the insert and never changes (`row`: a public code), not by the database's
own key. A sealed value that was moved to another row or column is refused when it is read, and when
it is saved. History tables hold the sealed value, under the place of the table whose history it is.
An empty text and NULL are stored as they are.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import FieldError
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from parvaneh.frame.keyring import key_in_use, keyring
from parvaneh.kit.keys import Purpose
from parvaneh.kit.sealing import blind_index, opened, sealed
from parvaneh.kit.text import search_key

BULLET = "•"
MASK_LENGTH = 8


class NotInARow(FieldError):
    """A personal value was used without its row: it can be neither sealed nor opened."""


class Sealed(str):
    """A sealed text as the database holds it."""

    __slots__ = ()


class Secret:
    """A personal value in its row: shows a mask, reveals its text on demand."""

    __slots__ = ("_field", "_held", "_row")

    def __init__(self, held: str, field: "EncryptedTextField", row: models.Model | None) -> None:
        """Hold a text, sealed or not, as a field's value of a row."""
        self._held = held
        self._field = field
        self._row = row

    def reveal(self) -> str:
        """The text itself.

        Raises:
            NotSealedHere: it is damaged, or was sealed for another row or column.
            NoKey: its key is not in the keyring.
            NotInARow: it was read without its row (`values_list`).
        """
        if not isinstance(self._held, Sealed) or not self._held:
            return self._held
        return opened(self._held, self._place(), keyring())

    def masked(self) -> str:
        """Bullets, and as many last characters as the field shows."""
        shown = self._field.shown
        if not self._held:
            return ""
        text = self.reveal() if shown and self._row is not None else ""
        # What is shown of a short text would be most of it.
        end = text[-shown:] if len(text) >= 2 * shown else ""
        return BULLET * MASK_LENGTH + end

    def stored(self) -> str:
        """The sealed text for the database; what is sealed already is kept, once it opens here.

        Raises:
            NotSealedHere: it was sealed for another row or column.
        """
        if not self._held:
            return ""
        place = self._place()
        if isinstance(self._held, Sealed):
            opened(self._held, place, keyring())
        else:
            self._held = Sealed(sealed(self._held, place, key_in_use(Purpose.ENCRYPTION)))
            # Saved again, the row keeps the same sealed text: history shows no change.
            self._field.keep(self._row, self._held)
        return str(self._held)

    def _place(self) -> str:
        if self._row is None:
            raise NotInARow(f"{self._field.name} was read without its row")
        return self._field.place(self._row)

    def __bool__(self) -> bool:
        return bool(self._held)

    def __str__(self) -> str:
        return self.masked()

    def __repr__(self) -> str:
        return "<Secret>"

    def __format__(self, how: str) -> str:
        return format(self.masked(), how)

    def __reduce__(self) -> str | tuple[Any, ...]:
        raise TypeError("a personal value is not pickled")


class _Attribute(DeferredAttribute):
    """Keeps the text, sealed or not, on the row; gives it as a `Secret` of this row."""

    field: "EncryptedTextField"

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        held = super().__get__(instance, cls)
        if instance is None or held is None or hasattr(held, "resolve_expression"):
            return held
        return Secret(held, self.field, instance)

    def __set__(self, instance: models.Model, value: Any) -> None:
        if isinstance(value, Secret):
            # Kept sealed: if it comes from another row, it will not open in this one.
            value = value._held  # noqa: SLF001 - the two are one mechanism
        elif not isinstance(value, str | None) and not hasattr(value, "resolve_expression"):
            raise TypeError(f"{self.field.name} takes text")
        if not isinstance(value, Sealed):
            for index in self.field.blind_indexes(instance):
                instance.__dict__[index.attname] = None
        instance.__dict__[self.field.attname] = value


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]  # generic for the checker only
    """Text sealed with AES-256-GCM for its table, field and row."""

    descriptor_class = _Attribute
    _pyi_private_set_type: str | Secret  # type: ignore[assignment]  # read by the checker's plugin
    _pyi_private_get_type: Secret  # type: ignore[assignment]  # the same

    def __init__(self, *args: Any, row: str = "", shown: int = 0, **options: Any) -> None:
        """Declare the field.

        Args:
            row: name of the field that names the row: known before the insert, never changed.
            shown: how many last characters the mask shows.
        """
        self.row = row
        self.shown = shown
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        """How migrations write the field."""
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "row": self.row}

    def place(self, row: models.Model) -> str:
        """Where a value of this row stands; of a row of history, where the row itself stands.

        Raises:
            NotInARow: the row has no name yet.
        """
        key = getattr(row, self.row)
        if key in (None, ""):
            raise NotInARow(f"{self.row} must be known before {self.name} is sealed")
        model = getattr(type(row), "pgh_tracked_model", type(row))
        return f"{model._meta.db_table}|{self.name}|{key}"

    def keep(self, row: models.Model | None, held: Sealed) -> None:
        """Put the sealed text in the place of the text that it was made of."""
        if row is not None:
            row.__dict__[self.attname] = held

    def blind_indexes(self, row: models.Model) -> "list[BlindIndexField]":
        """The indexes that follow this field."""
        fields = type(row)._meta.concrete_fields
        return [one for one in fields if isinstance(one, BlindIndexField) and one.of == self.name]

    def from_db_value(self, value: str | None, *_: object) -> Any:
        """A sealed text, from the database; read without a row it cannot be opened."""
        return None if value is None else Secret(Sealed(value), self, None)

    def get_prep_value(self, value: Any) -> Any:
        """The sealed text of a value of a row.

        Raises:
            NotInARow: text was given to a query, which knows no row.
        """
        if value is None or hasattr(value, "resolve_expression"):
            return value
        if not isinstance(value, Secret):
            raise NotInARow(f"{self.name}: save the row; search by its blind index")
        return value.stored()

    def get_lookup(self, lookup_name: str) -> Any:
        """Only whether there is a value can be asked: the database cannot look into it."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def to_python(self, value: Any) -> Any:
        """Leave a value as it is: a mask must never take its place."""
        return value

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        """Validate the text, and leave the value as it is."""
        text = value.reveal() if isinstance(value, Secret) else value
        self.validate(text, model_instance)
        self.run_validators(text)
        return value

    def value_to_string(self, obj: models.Model) -> str:
        """The mask: what is written out by serializers is not a backup."""
        return str(self.value_from_object(obj) or "")


class _Index(DeferredAttribute):
    """Gives the stored index; where the value is new, that of the value."""

    field: "BlindIndexField"

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        if instance is None:
            return self
        row, field = instance.__dict__, self.field
        if row.get(field.attname) is None and field.of in row:
            secret = getattr(instance, field.of)
            return index_of(field.domain, secret.reveal(), normal=field.normal) if secret else None
        return super().__get__(instance, cls)

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class BlindIndexField(models.CharField):  # type: ignore[type-arg]  # generic for the checker only
    """The keyed fingerprint of an `EncryptedTextField` beside it, for equality search.

    NULL where there is no value. It follows the value by itself; with `update_fields` name both.
    """

    descriptor_class = _Index

    def __init__(
        self,
        *args: Any,
        of: str = "",
        domain: str = "",
        normal: Callable[[str], str] = search_key,
        **options: Any,
    ) -> None:
        """Declare the index.

        Args:
            of: name of the encrypted field.
            domain: what kind of value it is; the same in two tables joins them.
            normal: brings what is typed to its one form.
        """
        self.of = of
        self.domain = domain
        self.normal = normal
        super().__init__(*args, **{"max_length": 80, "null": True, "editable": False, **options})

    def deconstruct(self) -> Any:
        """How migrations write the field."""
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "of": self.of, "domain": self.domain}


def index_of(domain: str, text: str, *, normal: Callable[[str], str] = search_key) -> str:
    """The blind index of a text under the key in use."""
    return blind_index(normal(text), domain, key_in_use(Purpose.INDEX))


def indexes(
    domain: str, text: str, *, normal: Callable[[str], str] = search_key
) -> tuple[str, ...]:
    """The blind indexes of a text under every key, to search with ``__in``; newest first.

    While keys are being changed, some rows still carry the index of the older key.
    """
    key_in_use(Purpose.INDEX)
    return tuple(blind_index(normal(text), domain, key) for key in keyring().of(Purpose.INDEX))


def encrypted_fields(model: type[models.Model]) -> list[EncryptedTextField]:
    """The encrypted fields of a model, its own history included."""
    return [one for one in model._meta.get_fields() if isinstance(one, EncryptedTextField)]
