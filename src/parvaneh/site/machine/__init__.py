"""The machine itself: jobs, and how it does."""
