"""The directive of 26 Ordibehesht 1392 on establishing, operating and dissolving offices."""
