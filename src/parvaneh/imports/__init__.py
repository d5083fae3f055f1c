"""Many rows from one sheet: checked, stored, told as one event, and taken back."""
