"""Text to plan and back: the outline notation, the reading of papers; imports domain only."""
