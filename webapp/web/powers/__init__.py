"""The room of powers and places: who signs, who stands in, and what waits to be confirmed."""
