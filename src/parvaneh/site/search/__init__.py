"""Going straight to a page, an office or a case: the search page, and the palette's list."""
