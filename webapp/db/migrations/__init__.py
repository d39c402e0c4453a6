"""Alembic's folder: one module a migration in `versions`; run through webapp/db/schema.py."""
