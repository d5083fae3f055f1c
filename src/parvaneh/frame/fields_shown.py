"""How a form's field is shown: which control it gets, and what describes it to a screen reader."""

from django.forms import BoundField, widgets

CONTROLS: tuple[tuple[type[widgets.Widget], str], ...] = (
    (widgets.HiddenInput, "hidden"),
    (widgets.PasswordInput, "password"),
    (widgets.Textarea, "textarea"),
    (widgets.CheckboxInput, "checkbox"),
    (widgets.CheckboxSelectMultiple, "checkboxes"),
    (widgets.RadioSelect, "radios"),
    (widgets.Select, "select"),
    (widgets.FileInput, "file"),
    (widgets.EmailInput, "email"),
)
# What is written from left to right, whatever the page's language.
LEFT_TO_RIGHT = frozenset({"username", "login", "code", "email", "password", "oldpassword"})


def control_of(field: BoundField) -> str:
    """The kind of control that shows a field: text, digits, date, password, select and so on."""
    said = getattr(field.field, "control", "")
    if said:
        return str(said)
    widget = field.field.widget
    for kind, control in CONTROLS:
        if isinstance(widget, kind):
            return control
    return "text"


def described_by(field: BoundField) -> str:
    """Ids of the hint and the error of a field, for ``aria-describedby``."""
    return " ".join(
        f"{field.auto_id}-{part}"
        for part, there in (("hint", field.help_text), ("error", field.errors))
        if there
    )
