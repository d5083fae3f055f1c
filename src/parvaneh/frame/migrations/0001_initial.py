"""What the tables of every slice rest on: extensions, Persian order and search."""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations

from parvaneh.frame.persian import functions_sql

GONE = "DROP FUNCTION fa_key(text); DROP FUNCTION fa_norm(text); DROP FUNCTION fa_clean(text);"


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        migrations.RunSQL(functions_sql(), GONE),
    ]
