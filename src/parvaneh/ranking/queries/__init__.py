"""Queries of the yearly cycle."""
