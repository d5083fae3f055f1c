"""The gallery: every component in every variant, for who builds pages and who judges them."""
