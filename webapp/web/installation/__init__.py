"""The installation, for its administrator: its agencies and its calendar."""
