-- Whom and what a caller reaches by the cohorts that they teach where one of the
-- units runs them (NULL = whoever does). Services that know say it anew; elsewhere
-- it is nobody and nothing.
CREATE FUNCTION persons_taught(account uuid, in_units uuid[]) RETURNS uuid[] LANGUAGE sql STABLE
AS $$ SELECT '{}'::uuid[] $$;

CREATE FUNCTION cohorts_taught(account uuid, in_units uuid[]) RETURNS uuid[] LANGUAGE sql STABLE
AS $$ SELECT '{}'::uuid[] $$;
