"""One table of examples of every rule of form: a fault, and the same words written right."""
