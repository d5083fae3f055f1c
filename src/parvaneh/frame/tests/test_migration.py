"""Operations that are applied together."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from parvaneh.frame.migration import Together

TOGETHER = Together(
    [
        migrations.CreateModel("Shelf", [("id", models.BigAutoField(primary_key=True))]),
        migrations.CreateModel(
            "Book",
            [
                ("id", models.BigAutoField(primary_key=True)),
                ("shelf", models.ForeignKey("frame.shelf", models.PROTECT)),
            ],
        ),
    ]
)


@pytest.mark.django_db(transaction=True)
def test_tables_made_together_are_there_and_go_again():
    before = ProjectState()
    after = before.clone()
    TOGETHER.state_forwards("frame", after)
    with connection.schema_editor() as editor:
        TOGETHER.database_forwards("frame", editor, before, after)
    assert {"frame_shelf", "frame_book"} <= set(connection.introspection.table_names())
    with connection.schema_editor() as editor:
        TOGETHER.database_backwards("frame", editor, after, before)
    assert not {"frame_shelf", "frame_book"} & set(connection.introspection.table_names())
