"""Evidence of a cycle as it is gathered: report sheets, what lacks, what managers declare."""
