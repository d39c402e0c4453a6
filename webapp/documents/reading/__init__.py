"""A .docx to a plan: the XML itself is walked, so that nothing drops out unseen; no database."""
