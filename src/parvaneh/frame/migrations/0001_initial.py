"""What the tables of every slice rest on: extensions, Persian order and search."""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from parvaneh.frame.persian import functions_sql

# Triggers of statements ask for a context in a table of its own, by an exception caught each time.
# Ours stands with each row (`frame.history`), so there is none.
NO_CONTEXT = """
CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS uuid LANGUAGE sql IMMUTABLE
AS $$ SELECT NULL::uuid $$
"""
GONE = "DROP FUNCTION fa_key(text); DROP FUNCTION fa_norm(text); DROP FUNCTION fa_clean(text);"


def functions_make(_: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the functions; their tables of letters are computed here, not whenever this is read."""
    editor.execute(functions_sql(), params=None)


def functions_drop(_: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Drop them."""
    editor.execute(GONE)


class Migration(migrations.Migration):
    initial = True
    dependencies = [("pghistory", "0007_auto_20250421_0444")]
    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        migrations.RunPython(functions_make, functions_drop),
        migrations.RunSQL(NO_CONTEXT, migrations.RunSQL.noop),
    ]
