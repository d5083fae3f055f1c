"""The directive of 21 Ordibehesht 1404 on ranking offices."""
