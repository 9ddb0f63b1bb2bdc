-- One login role and the one database it reaches, for each entry of databases.json; safe to run again.
-- The server itself reads the list and the passwords: they are in no command line and no environment.
\set ON_ERROR_STOP on
\set VERBOSITY terse
\getenv config SOCLE_CONFIG
\getenv secrets SOCLE_SECRETS

CREATE TEMPORARY TABLE declared AS
  SELECT name, role, rtrim(pg_read_file(:'secrets' || '/' || name || '.password'), E'\n') AS password
  FROM jsonb_to_recordset(pg_read_file(:'config' || '/databases.json')::jsonb) AS entry (name text, role text);

SELECT format('CREATE ROLE %I', role) FROM declared WHERE role NOT IN (SELECT rolname FROM pg_roles) \gexec
SELECT format('ALTER ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD %L',
  role, password) FROM declared \gexec
SELECT format('CREATE DATABASE %I OWNER %I', name, role) FROM declared
  WHERE name NOT IN (SELECT datname FROM pg_database) \gexec
SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', datname) FROM pg_database \gexec
