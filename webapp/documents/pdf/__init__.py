"""A finished PDF: its structure, its pages, and what a person should know about them."""
