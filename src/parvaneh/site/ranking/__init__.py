"""The yearly cycle as the Center works on it: tasks, evidence frozen, runs, comparison, draft."""
