"""Plants faults of layout into Word files, one at a time, and sees what the check finds."""
