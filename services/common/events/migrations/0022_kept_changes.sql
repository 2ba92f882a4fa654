-- What was recorded is not for the programs to change: neither the change rows, before they
-- are in the chain of the audit log or after, nor the numbers they have, nor which migrations
-- there were. To be called when migrations are done, since some grant what they need of all
-- tables.
CREATE FUNCTION keep_changes() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON change, numbering FROM %I', current_setting('waymark.app_role'));
  EXECUTE format('REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON schema_migration FROM %I',
                 current_setting('waymark.app_role'));
END $$;
SELECT keep_changes();
