"""Say of each grade of the strip how firmly it stands; the next edition writes it exactly."""

from django.db import migrations

# Editions before this one wrote five things of a grade; pages read six.
PAD = """
UPDATE editions_listedoffice
SET held = (SELECT jsonb_agg(one || to_jsonb(official)) FROM jsonb_array_elements(held) AS one)
WHERE jsonb_array_length(held) > 0 AND jsonb_array_length(held -> 0) = 5
"""


class Migration(migrations.Migration):
    """A step of data, apart from that of the table."""

    dependencies = [("editions", "0003_level_terms_and_indicators")]

    operations = [migrations.RunSQL(PAD, migrations.RunSQL.noop)]
