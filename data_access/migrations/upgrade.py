"""Brings the journal to its newest revision, by Alembic."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.util import CommandError

from data_access.journal import OtherVersionError

FOLDER = Path(__file__).resolve().parent


def migration_config(connection: sa.Connection) -> Config:
    """Alembic's configuration for this connection; there is no alembic.ini."""
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def upgrade(connection: sa.Connection) -> None:
    """Run what is missing, in the connection's transaction. Raises OtherVersionError."""
    try:
        command.upgrade(migration_config(connection), "head")
    except CommandError as error:
        raise OtherVersionError from error
