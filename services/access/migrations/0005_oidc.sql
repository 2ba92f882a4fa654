-- Sign-in by a provider (OpenID Connect).

-- Who an account is at a provider. Not by its e-mail address: a provider may give that
-- to somebody else.
CREATE TABLE account_identity (
  account_id uuid NOT NULL CONSTRAINT account_identity_account_unique PRIMARY KEY REFERENCES account,
  issuer     text NOT NULL,
  subject    text NOT NULL,
  CONSTRAINT account_identity_unique UNIQUE (issuer, subject)
);

-- Attempts that have begun: each is ended once.
CREATE TABLE oidc_attempt (
  digest      bytea       NOT NULL CONSTRAINT oidc_attempt_unique PRIMARY KEY,
  expire_time timestamptz NOT NULL
);
CREATE INDEX oidc_attempt_expire ON oidc_attempt (expire_time);

CREATE OR REPLACE VIEW account_record WITH (security_invoker = true) AS
SELECT 'accounts/' || a.account_id AS name, a.user_name, a.display_name, a.email, a.language, a.state,
       EXISTS (SELECT FROM account_totp t WHERE t.account_id = a.account_id AND t.confirmed_at IS NOT NULL) AS totp,
       a.create_time, a.update_time, a.version AS _version, a.account_id AS _account_id,
       a.user_name_key AS _user_name_key,
       (SELECT i.subject FROM account_identity i WHERE i.account_id = a.account_id) AS oidc_subject
FROM account a;

DO $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON account_identity, oidc_attempt TO %I',
                 current_setting('waymark.app_role'));
END $$;
