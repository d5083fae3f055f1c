"""Personal fields: sealed for their row, masked unless revealed, searched by a blind index."""

import logging
import pickle

import pytest
from django.apps.registry import Apps
from django.core.exceptions import FieldError
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.writer import MigrationWriter

from parvaneh.frame.fields import (
    BlindIndexField,
    EncryptedTextField,
    NotInARow,
    encrypted_fields,
    index_of,
    indexes,
)
from parvaneh.frame.keyring import keyring
from parvaneh.frame.resealing import rows_reseal
from parvaneh.kit.keys import NoKey, Purpose, key_make
from parvaneh.kit.sealing import NotSealedHere, key_id_of

NUMBER = "0012345679"
TABLE = "frame_person_of_tests"


class Person(models.Model):
    code = models.CharField(max_length=12, unique=True)
    national_id = EncryptedTextField(row="code", shown=2)
    national_index = BlindIndexField(of="national_id", domain="national-id", unique=True)
    mobile = EncryptedTextField(row="code", null=True)

    class Meta:
        app_label = "frame"
        apps = Apps()  # not one of the product's models
        db_table = TABLE


@pytest.fixture
def _table(db):
    with connection.schema_editor() as editor:
        editor.create_model(Person)


pytestmark = pytest.mark.usefixtures("_table")


def person(code="p-1", **values) -> Person:
    return Person.objects.create(code=code, **{"national_id": NUMBER, **values})


def stored(column: str, code: str = "p-1") -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {TABLE} WHERE code = %s", [code])  # noqa: S608
        return cursor.fetchone()[0]


def move(column: str, from_code: str, to_column: str, to_code: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {TABLE} SET {to_column} = %s WHERE code = %s",  # noqa: S608
            [stored(column, from_code), to_code],
        )


def test_the_database_never_holds_the_text():
    person(mobile="09120000001")
    for column in ("national_id", "national_index", "mobile"):
        assert NUMBER not in stored(column)
        assert "09120000001" not in stored(column)


def test_what_was_saved_is_revealed_after_loading():
    person(mobile="۰۹۱۲")
    loaded = Person.objects.get()
    assert loaded.national_id.reveal() == NUMBER
    assert loaded.mobile.reveal() == "۰۹۱۲"


def test_a_value_shows_as_a_mask_wherever_it_is_printed():
    loaded = Person.objects.get(pk=person(mobile="7777").pk)
    assert str(loaded.national_id) == "••••••••79"
    assert f"{loaded.national_id}" == "••••••••79"
    assert repr(loaded.national_id) == "<Secret>"
    assert str(loaded.mobile) == "••••••••"
    assert loaded._meta.get_field("mobile").value_to_string(loaded) == "••••••••"


def test_a_short_value_is_masked_whole():
    assert str(person(national_id="123").national_id) == "••••••••"


def test_equal_texts_are_sealed_differently_each_time():
    person("p-1", mobile="1")
    person("p-2", national_id="2", mobile="1")
    assert stored("mobile", "p-1") != stored("mobile", "p-2")


def test_a_row_that_is_saved_again_keeps_its_sealed_text():
    one = person()
    before = stored("national_id")
    one.save()
    Person.objects.get().save()
    assert stored("national_id") == before


def test_a_value_moved_to_another_row_does_not_open():
    person("p-1")
    person("p-2", national_id="2")
    move("national_id", "p-1", "national_id", "p-2")
    with pytest.raises(NotSealedHere):
        Person.objects.get(code="p-2").national_id.reveal()


def test_a_value_moved_to_another_column_does_not_open():
    person()
    move("national_id", "p-1", "mobile", "p-1")
    with pytest.raises(NotSealedHere):
        Person.objects.get().mobile.reveal()


def test_a_value_assigned_from_another_row_is_not_saved():
    one, two = person("p-1"), person("p-2", national_id="2")
    one = Person.objects.get(code="p-1")
    two.mobile = one.national_id
    with pytest.raises(NotSealedHere):
        two.save()


@pytest.mark.parametrize("damage", ["", "x", "1.", "1.abc.%%%", "1.{id}.AAAA", "2.{id}.AAAA"])
def test_a_damaged_value_is_refused_without_being_quoted(damage):
    person()
    box = damage.format(id=keyring().current(Purpose.ENCRYPTION).id)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE frame_person_of_tests SET mobile = %s", [box or "0"])
    with pytest.raises((NotSealedHere, NoKey)) as refused:
        Person.objects.get().mobile.reveal()
    assert "AAAA" not in str(refused.value)


def test_a_row_without_its_name_is_not_saved():
    with pytest.raises(NotInARow):
        Person.objects.create(code="", national_id=NUMBER)


def test_null_and_empty_stay_what_they_are():
    person(national_id="", mobile=None)
    loaded = Person.objects.get()
    assert not loaded.national_id
    assert loaded.mobile is None
    assert loaded.national_index is None
    assert stored("national_id") == ""


def test_other_things_than_text_are_refused():
    with pytest.raises(TypeError):
        Person(code="p-1", national_id=12345679)


@pytest.mark.parametrize("lookup", ["exact", "iexact", "contains", "startswith", "in", "gt"])
def test_a_search_in_sealed_text_is_refused(lookup):
    with pytest.raises(FieldError):
        Person.objects.filter(**{f"national_id__{lookup}": NUMBER})


def test_whether_there_is_a_value_can_be_asked():
    person()
    assert Person.objects.filter(mobile__isnull=True).exists()


def test_a_plain_text_cannot_be_written_past_the_row():
    person()
    with pytest.raises(NotInARow):
        Person.objects.update(national_id="1")


def test_values_without_their_row_stay_closed():
    person()
    (value,) = Person.objects.values_list("national_id", flat=True)
    assert str(value) == "••••••••"
    with pytest.raises(NotInARow):
        value.reveal()


def test_bulk_writes_seal_too():
    Person.objects.bulk_create([Person(code=f"p-{n}", national_id=str(n)) for n in range(3)])
    rows = list(Person.objects.order_by("code"))
    rows[1].national_id = "99"
    Person.objects.bulk_update(rows, ["national_id", "national_index"])
    loaded = Person.objects.filter(national_index__in=indexes("national-id", "99"))
    assert [one.national_id.reveal() for one in loaded] == ["99"]


def test_a_person_is_found_by_an_index_whatever_the_digits():
    person()
    for typed in (NUMBER, "۰۰۱۲۳۴۵۶۷۹", "٠٠١٢٣٤٥٦٧٩", f" {NUMBER} "):
        assert Person.objects.filter(national_index__in=indexes("national-id", typed)).exists()
    assert not Person.objects.filter(national_index__in=indexes("national-id", "1")).exists()


def test_two_persons_with_one_number_are_refused_by_the_database():
    person("p-1")
    with pytest.raises(IntegrityError), transaction.atomic():
        person("p-2")


def test_the_index_follows_a_changed_value():
    one = person()
    one.national_id = "2"
    one.save()
    assert stored("national_index") == index_of("national-id", "2")
    one.national_id = ""
    one.save()
    assert stored("national_index") is None


def test_a_deferred_value_is_loaded_when_asked_for():
    person()
    assert (
        Person.objects.defer("national_id", "national_index").get().national_id.reveal() == NUMBER
    )
    assert Person.objects.only("code").get().national_index == stored("national_index")


def test_the_index_of_one_domain_says_nothing_about_another():
    assert index_of("national-id", "1") != index_of("mobile", "1")


def test_an_older_key_still_opens_and_still_finds(settings, tmp_path):
    settings.KEYS = tmp_path
    one = person()
    before = key_id_of(stored("national_id"))
    for purpose in (Purpose.ENCRYPTION, Purpose.INDEX):
        key_make(tmp_path, purpose, at=keyring().current(purpose).made_at.replace(year=9000))
    assert Person.objects.get().national_id.reveal() == NUMBER
    assert Person.objects.filter(national_index__in=indexes("national-id", NUMBER)).exists()
    one.national_id = NUMBER
    one.save()
    assert key_id_of(stored("national_id")) != before


def test_without_the_key_nothing_opens(settings, tmp_path):
    settings.KEYS = tmp_path / "one"
    person()
    settings.KEYS = tmp_path / "two"
    with pytest.raises(NoKey):
        Person.objects.get().national_id.reveal()


def test_production_does_not_make_keys_by_itself(settings, tmp_path):
    settings.KEYS = tmp_path
    settings.ENVIRONMENT = "production"
    with pytest.raises(NoKey):
        person()


def test_the_history_of_a_row_opens_in_the_place_of_the_row():
    class PersonEvent(Person):
        class Meta:
            proxy = True
            app_label = "frame"
            apps = Apps()

    PersonEvent.pgh_tracked_model = Person
    PersonEvent._meta.db_table = "frame_personevent"
    field = encrypted_fields(Person)[0]
    assert field.place(PersonEvent(code="p-1")) == field.place(Person(code="p-1"))


def test_forms_validate_the_text_and_keep_it():
    one = Person(code="p-1", national_id=NUMBER)
    one.full_clean(exclude=["mobile"], validate_unique=False, validate_constraints=False)
    assert one.national_id.reveal() == NUMBER


def test_a_value_is_neither_pickled_nor_logged(caplog):
    one = person()
    with pytest.raises(TypeError):
        pickle.dumps(one.national_id)
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("parvaneh").warning("%s %r", one.national_id, one.national_id)
    assert NUMBER not in caplog.text


def test_migrations_know_the_row_and_the_value():
    written, _ = MigrationWriter.serialize(Person._meta.get_field("national_index"))
    assert "of='national_id'" in written
    assert "row='code'" in MigrationWriter.serialize(Person._meta.get_field("mobile"))[0]


def test_after_a_change_of_keys_every_row_is_sealed_again(settings, tmp_path, monkeypatch):
    monkeypatch.setattr("parvaneh.frame.resealing.BATCH", 2)
    settings.KEYS = tmp_path
    for n in range(5):
        person(f"p-{n}", national_id=str(n), mobile="" if n else None)
    for purpose in (Purpose.ENCRYPTION, Purpose.INDEX):
        key_make(tmp_path, purpose, at=keyring().current(purpose).made_at.replace(year=9000))
    assert rows_reseal(Person) == 5
    assert rows_reseal(Person) == 0
    for n in range(5):
        current = keyring().current(Purpose.ENCRYPTION)
        assert key_id_of(stored("national_id", f"p-{n}")) == current.id
        assert stored("national_index", f"p-{n}") == index_of("national-id", str(n))
        assert Person.objects.get(code=f"p-{n}").national_id.reveal() == str(n)


def test_a_moved_value_stops_the_sealing_and_nothing_changes(settings, tmp_path):
    settings.KEYS = tmp_path
    person("p-1")
    person("p-2", national_id="2")
    move("national_id", "p-1", "national_id", "p-2")
    before = stored("national_id", "p-1")
    key_make(tmp_path, Purpose.ENCRYPTION, at=keyring().keys[0].made_at.replace(year=9000))
    with pytest.raises(NotSealedHere):
        rows_reseal(Person)
    assert stored("national_id", "p-1") == before
