"""Text to plan and back: the outline notation and the reading of pasted papers; imports domain only."""
