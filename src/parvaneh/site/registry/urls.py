"""Routes of the registry."""

from django.urls import URLPattern, path

from parvaneh.site.registry import bodies, office_acts, office_edits, persons, records
from parvaneh.site.registry import body_edits as of_body
from parvaneh.site.registry import person_edits as of_person
from parvaneh.site.registry import record_edits as of_record
from parvaneh.site.registry.editing import Edit
from parvaneh.site.registry.office_access import ACCESS
from parvaneh.site.registry.offices import office, office_changes, offices


def _office(address: str, name: str, edit: Edit) -> URLPattern:
    where = f"offices/<str:code>/{address}/"
    return path(where, office_acts.office_edit, {"edit": edit}, name=name)


def _person(address: str, name: str, edit: Edit) -> URLPattern:
    where = f"persons/<str:code>/{address}/"
    return path(where, persons.person_edit, {"edit": edit}, name=name)


OFFICES = [
    path("offices/", offices, name="offices"),
    path("offices/new/", office_acts.office_make, name="office_make"),
    path("offices/<str:code>/", office, name="office"),
    path("offices/<str:code>/changes/", office_changes, name="office_changes"),
    _office("title", "office_rename", office_edits.RENAME),
    _office("address", "office_address", office_edits.ADDRESS),
    _office("phones", "office_phones", office_edits.PHONES),
    _office("hours", "office_hours", office_edits.HOURS),
    _office("services", "office_services", office_edits.SERVICES),
    _office("access", "office_access", ACCESS),
    _office("posts/new", "office_post_fill", office_edits.FILL),
    _office("staff-order", "office_staff_order", office_edits.ORDER),
    path(
        "offices/<str:code>/posts/<str:person>/end/",
        office_acts.office_post_end,
        name="office_post_end",
    ),
    path("offices/<str:code>/records/new/", records.record_write, name="record_write"),
    path("offices/<str:code>/evidence/new/", records.assessment_write, name="assessment_write"),
]
RECORDS = [
    path("licences/", records.licences, name="licences"),
    path("licences/<str:number>/", records.licence, name="licence"),
    path("records/", records.records, name="records"),
    path("records/<str:code>/", records.record, name="record"),
    path(
        "records/<str:code>/correct/",
        records.record_edit,
        {"edit": of_record.RECORD_CORRECT},
        name="record_correct",
    ),
    path(
        "records/<str:code>/withdraw/",
        records.record_edit,
        {"edit": of_record.RECORD_WITHDRAW},
        name="record_withdraw",
    ),
    path("evidence/", records.evidence, name="evidence"),
    path("evidence/<str:batch>/<int:number>/", records.evidence_one, name="evidence_one"),
    path(
        "evidence/<str:batch>/<int:number>/correct/",
        records.evidence_edit,
        {"edit": of_record.REASSESS},
        name="evidence_correct",
    ),
    path(
        "evidence/<str:batch>/<int:number>/withdraw/",
        records.evidence_edit,
        {"edit": of_record.UNASSESS},
        name="evidence_withdraw",
    ),
]
PERSONS = [
    path("persons/", persons.persons, name="persons"),
    path("persons/new/", persons.person_make, name="person_make"),
    path("persons/<str:code>/", persons.person, name="person"),
    path("persons/<str:code>/changes/", persons.person_changes, name="person_changes"),
    path("persons/<str:code>/reveal/", persons.person_reveal, name="person_reveal"),
    _person("degrees/new", "person_degree", of_person.DEGREE),
    _person("experience/new", "person_experience", of_person.EXPERIENCE),
    _person("certificates/new", "person_certificate", of_person.CERTIFICATE),
    _person("declarations/new", "person_declaration", of_person.DECLARATION),
    _person("dismissals/new", "person_dismissal", of_person.DISMISSAL),
]
BODIES = [
    path("bodies/", bodies.bodies, name="bodies"),
    path("bodies/new/", bodies.body_make, name="body_make"),
    path("bodies/<str:code>/", bodies.body, name="body"),
    path("bodies/<str:code>/changes/", bodies.body_changes, name="body_changes"),
    path(
        "bodies/<str:code>/dissolve/",
        bodies.body_edit,
        {"edit": of_body.DISSOLVE},
        name="body_dissolve",
    ),
    path(
        "bodies/<str:code>/seats/new/", bodies.body_edit, {"edit": of_body.FILL}, name="seat_fill"
    ),
    path(
        "bodies/<str:code>/seats/<slug:role>/<int:place>/vacate/",
        bodies.seat_vacate,
        name="seat_vacate",
    ),
    path("kanoons/", bodies.kanoons, name="kanoons"),
    path("kanoons/assign/", bodies.kanoon_assign, name="kanoon_assign"),
]
urlpatterns = [*OFFICES, *RECORDS, *PERSONS, *BODIES]
