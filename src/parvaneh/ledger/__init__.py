"""What was done: events in a chain, checkpoints, receipts."""
