"""Ban Hành: a state agency's plan, from an empty form to a signed-ready official .docx."""
