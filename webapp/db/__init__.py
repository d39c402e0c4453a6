"""Tables, sessions, page queries and migrations; knows SQLAlchemy, but no web and no documents."""
