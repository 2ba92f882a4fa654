-- Wrong codes of an account since first_time, with the right password: counted for the account
-- as a whole, whatever address they come from, since nobody can add to them who does not know
-- the password.
CREATE TABLE wrong_code (
  account_id uuid        NOT NULL CONSTRAINT wrong_code_unique PRIMARY KEY REFERENCES account,
  failures   int         NOT NULL,
  first_time timestamptz NOT NULL
);

DO $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON wrong_code TO %I', current_setting('waymark.app_role'));
END $$;
