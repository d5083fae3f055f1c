"""The log of everything that was done: found, read, proved and verified."""
