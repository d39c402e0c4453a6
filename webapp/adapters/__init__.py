"""The world outside: clock, holidays, data folders; imports the domain only."""
