"""The yearly cycle of D1404: open, freeze, run, announce, objections, effects, honours."""
