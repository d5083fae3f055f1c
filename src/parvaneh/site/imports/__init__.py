"""Pages on which sheets are given, checked, stored and taken back."""
