"""Tools for Django, without domain."""
