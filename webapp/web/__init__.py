"""Flask: routes and forms in rooms, templates, static files; knows no SQL."""
