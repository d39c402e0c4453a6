"""The tables, one module a subject; imports SQLAlchemy alone.

Alembic sees them all through `webapp.db.models.declarative.Base` once each module is imported.
"""
