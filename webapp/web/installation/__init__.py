"""Agencies of the installation, for its administrator."""
