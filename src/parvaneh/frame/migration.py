"""Migrations that make many tables at once.

Django renders every model that is related to a changed one anew after each operation. With a
hundred tables that all point at users, an empty database took half a minute; in one `Together`
only the new ones are rendered, once.
"""

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class Together(Operation):
    """Operations applied one after the other, all seeing the state after the last of them.

    Only for what adds (`CreateModel`, `AddTrigger`): nothing in it may change what an earlier
    one made.
    """

    reduces_to_sql = True

    def __init__(self, operations: Sequence[Operation]) -> None:
        """Take the operations in their order."""
        self.operations = list(operations)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change the state; the models that are new in it are rendered together, once."""
        rendered = state.__dict__.pop("apps", None)  # a cached property
        known = set(state.models)
        for operation in self.operations:
            operation.state_forwards(app_label, state)
        if rendered is not None:
            rendered.render_multiple(
                [state.models[one] for one in state.models if one not in known]
            )
            state.__dict__["apps"] = rendered

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Apply each in order."""
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Take each back, the last first."""
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """What `migrate --plan` shows."""
        return f"{len(self.operations)} operations together"
