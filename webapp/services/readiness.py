"""Whether this process can serve: asked by load balancers and watchers every few seconds."""

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from webapp.db.database import Database


def database_answers(database: Database) -> bool:
    """Tell whether the database takes a question; it changes nothing and reads no row."""
    try:
        with database.reading() as session:
            return session.scalar(select(1)) == 1
    except SQLAlchemyError:
        return False
