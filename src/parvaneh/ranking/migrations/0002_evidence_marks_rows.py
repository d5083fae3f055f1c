"""Whatever evidence comes by any way marks the kept rows of the offices that it is of.

Written by hand: it stays when the tables of 0001 are made anew.
"""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE ranking_provisional SET is_fresh = false WHERE is_fresh AND office_id IN ({offices});
    RETURN NULL;
END $$;
"""
TRIGGER = """
CREATE TRIGGER {name}_{event} AFTER {event} ON {table} REFERENCING NEW TABLE AS came
FOR EACH STATEMENT EXECUTE FUNCTION {name}();
"""
OWN = "SELECT office_id FROM came"
OF_LICENCE = (
    "SELECT office_id FROM registry_licence WHERE id IN (SELECT licence_id FROM came)"
)
REPLACED = " UNION ALL ".join(
    f"SELECT office_id FROM {table} WHERE batch_id IN"
    " (SELECT replaces_id FROM came WHERE replaces_id IS NOT NULL)"
    for table in ("registry_assessment", "registry_count", "registry_applicability")
)
# What is read of an office, the events that change it, and whose rows they are.
WATCHED = {
    "registry_assessment": (("insert",), OWN),
    "registry_count": (("insert",), OWN),
    "registry_applicability": (("insert",), OWN),
    "registry_record": (("insert",), OWN),
    "registry_batch": (("insert",), REPLACED),
    "registry_licence": (("insert", "update"), OWN),
    "registry_licencestep": (("insert",), OF_LICENCE),
    "registry_suspension": (("insert", "update"), OF_LICENCE),
}


def _made() -> list[migrations.RunSQL]:
    made = []
    for table, (events, offices) in WATCHED.items():
        name = f"ranking_mark_{table.removeprefix('registry_')}"
        triggers = "".join(
            TRIGGER.format(name=name, event=event, table=table) for event in events
        )
        undone = "".join(f"DROP TRIGGER {name}_{event} ON {table};" for event in events)
        made.append(
            migrations.RunSQL(
                FUNCTION.format(name=name, offices=offices) + triggers,
                f"{undone} DROP FUNCTION {name}();",
            )
        )
    return made


class Migration(migrations.Migration):
    dependencies = [
        ("ranking", "0001_initial"),
        ("registry", "0005_findings"),
    ]

    operations = _made()
