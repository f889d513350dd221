#!/bin/sh
# Run once by PostgreSQL's image, when the database is new: the role that may read the warehouse and do nothing else.
# New generations are new schemas, so what the owner makes later is granted by default.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --set password="$READER_PASSWORD" <<'SQL'
CREATE ROLE suluh_reader LOGIN PASSWORD :'password' CONNECTION LIMIT 20;
ALTER ROLE suluh_reader SET default_transaction_read_only = on;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT CONNECT ON DATABASE suluh TO suluh_reader;
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO suluh_reader;
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO suluh_reader;
SQL
