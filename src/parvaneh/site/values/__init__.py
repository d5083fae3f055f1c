"""The values of the law: what holds, what was proposed, and what a change would do."""
