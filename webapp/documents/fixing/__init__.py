"""A Word file to a new one with the faults of its look corrected; the words stay as they are."""
