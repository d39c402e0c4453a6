"""Plants one fault at a time in a right plan, and knows where a check must find it."""
