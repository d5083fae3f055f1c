"""One's own account: what one holds and where one is signed in, on one page."""
