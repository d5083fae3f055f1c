"""Doors: pages, menus, URLs."""
