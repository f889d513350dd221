"""Alembic's entry: runs the journal's migrations on the connection that `data_access.journal` hands over."""

from alembic import context
from sqlalchemy import Connection

from data_access import meetings  # noqa: F401 (its tables belong to the metadata)
from data_access.journal import MIGRATION_TABLE, journal_metadata

connection: Connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=journal_metadata,
    version_table=MIGRATION_TABLE,
    transactional_ddl=True,  # the journal's SQLite connections begin transactions before DDL too
    render_as_batch=True,  # SQLite cannot alter most columns in place
    # A PostgreSQL database may hold the warehouse as well: its tables are not ours to compare or drop.
    include_object=lambda _, name, kind, *__: kind != "table" or name in journal_metadata.tables,
)
with context.begin_transaction():
    context.run_migrations()
