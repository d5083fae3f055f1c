"""The only writers of the registry. One module per subject."""
