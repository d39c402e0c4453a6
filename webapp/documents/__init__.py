"""A plan to .docx bytes; knows docxtpl, python-docx and lxml, but no database and no web."""
