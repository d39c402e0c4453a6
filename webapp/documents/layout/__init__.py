"""How a Word file looks, whoever wrote it, and the rules of the decree on that."""
