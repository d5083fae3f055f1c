"""The six kinds of sheets: what each column takes, and the operations that each row asks."""
