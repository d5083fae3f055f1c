"""Offices, persons, bodies: everything known in one place, its history, and any day before."""
