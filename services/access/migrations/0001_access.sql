-- Accounts, what they sign in with, and what they were granted.
--
-- Only grants are of an organization. An account, its sessions and its tokens are
-- of all of them: who signs in is not yet of any, and the same person may have
-- roles in several. Those tables therefore have no organization_id and no
-- row-level security; handlers look at the account instead (accounts.h).
--
-- Of what lets somebody in, digests are kept: of secrets that were drawn at
-- random plain SHA-256 is enough, passwords are argon2id.

-- user_name_key: the user name without regard to case in any script (ICU).
CREATE TABLE account (
  account_id    uuid        NOT NULL,
  user_name     text        NOT NULL,
  user_name_key text        COLLATE "C" GENERATED ALWAYS AS (lower(user_name COLLATE "und-x-icu")) STORED,
  display_name  text        NOT NULL,
  email         text,
  language      text,
  state         smallint    NOT NULL,
  version       int         NOT NULL,
  create_time   timestamptz NOT NULL,
  update_time   timestamptz NOT NULL,
  CONSTRAINT account_id_unique PRIMARY KEY (account_id),
  CONSTRAINT account_user_name_unique UNIQUE (user_name_key)
);

-- hash: a PHC string, `$argon2id$…`.
CREATE TABLE account_password (
  account_id uuid        NOT NULL CONSTRAINT account_password_unique PRIMARY KEY REFERENCES account,
  hash       text        NOT NULL,
  changed_at timestamptz NOT NULL
);

-- confirmed_at NULL: begun, not asked for yet. last_step: the last half minute
-- whose code was taken; no code is taken twice.
CREATE TABLE account_totp (
  account_id    uuid        NOT NULL CONSTRAINT account_totp_unique PRIMARY KEY REFERENCES account,
  sealed_secret bytea       NOT NULL,
  begun_at      timestamptz NOT NULL,
  confirmed_at  timestamptz,
  last_step     bigint      NOT NULL DEFAULT 0
);

CREATE TABLE recovery_code (
  account_id uuid  NOT NULL REFERENCES account,
  digest     bytea NOT NULL,
  CONSTRAINT recovery_code_unique PRIMARY KEY (account_id, digest)
);

-- One at a time: a new one replaces it.
CREATE TABLE account_link (
  account_id  uuid        NOT NULL CONSTRAINT account_link_unique PRIMARY KEY REFERENCES account,
  digest      bytea       NOT NULL CONSTRAINT account_link_digest_unique UNIQUE,
  expire_time timestamptz NOT NULL
);

-- end_time: when it was ended by somebody; NULL when it lapses by itself.
CREATE TABLE session (
  session_id    uuid        NOT NULL CONSTRAINT session_id_unique PRIMARY KEY,
  account_id    uuid        NOT NULL REFERENCES account,
  digest        bytea       NOT NULL CONSTRAINT session_digest_unique UNIQUE,
  create_time   timestamptz NOT NULL,
  last_use_time timestamptz NOT NULL,
  expire_time   timestamptz NOT NULL,
  end_time      timestamptz,
  address       text        NOT NULL,
  user_agent    text        NOT NULL
);
CREATE INDEX session_account ON session (account_id, session_id);

-- limited_to: the slug of the one organization it may be used for; NULL = all of
-- the account's. roles empty = all of the account's.
CREATE TABLE api_token (
  token_id      uuid        NOT NULL CONSTRAINT api_token_id_unique PRIMARY KEY,
  account_id    uuid        NOT NULL REFERENCES account,
  digest        bytea       NOT NULL,
  display_name  text        NOT NULL,
  roles         smallint[]  NOT NULL,
  limited_to    text,
  create_time   timestamptz NOT NULL,
  last_use_time timestamptz,
  expire_time   timestamptz NOT NULL,
  revoke_time   timestamptz
);
CREATE INDEX api_token_account ON api_token (account_id, token_id);

-- Failures of a user name (its digest: it may be a password typed into the wrong
-- field) from an address; with an empty digest those of the address over all
-- user names. Whether there is such an account makes no difference.
CREATE TABLE sign_in_failure (
  user_name_digest bytea       NOT NULL,
  address          text        NOT NULL,
  failures         int         NOT NULL,
  first_time       timestamptz NOT NULL,
  last_time        timestamptz NOT NULL,
  CONSTRAINT sign_in_failure_unique PRIMARY KEY (user_name_digest, address)
);
CREATE INDEX sign_in_failure_last ON sign_in_failure (last_time);

-- organization_id `*`: for every organization.
CREATE TABLE role_grant (
  organization_id text        NOT NULL,
  grant_id        uuid        NOT NULL,
  account_id      uuid        NOT NULL CONSTRAINT role_grant_account_fkey REFERENCES account,
  role            smallint    NOT NULL,
  unit_id         uuid,
  participant_id  uuid,
  start_time      timestamptz NOT NULL,
  end_time        timestamptz,
  version         int         NOT NULL,
  create_time     timestamptz NOT NULL,
  update_time     timestamptz NOT NULL,
  CONSTRAINT role_grant_id_unique PRIMARY KEY (organization_id, grant_id)
);
CREATE INDEX role_grant_account ON role_grant (account_id);

-- `*` sees every organization: who somebody is, is asked across them.
ALTER TABLE role_grant ENABLE ROW LEVEL SECURITY;
ALTER TABLE role_grant FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON role_grant
  USING (current_setting('waymark.organization', true) IN (organization_id, '*'))
  WITH CHECK (current_setting('waymark.organization', true) IN (organization_id, '*'));

-- Records as the API shows them: columns are fields of the messages, those that
-- begin with `_` are for the handlers.
CREATE VIEW account_record WITH (security_invoker = true) AS
SELECT 'accounts/' || a.account_id AS name, a.user_name, a.display_name, a.email, a.language, a.state,
       EXISTS (SELECT FROM account_totp t WHERE t.account_id = a.account_id AND t.confirmed_at IS NOT NULL) AS totp,
       a.create_time, a.update_time, a.version AS _version, a.account_id AS _account_id,
       a.user_name_key AS _user_name_key
FROM account a;

CREATE VIEW session_record WITH (security_invoker = true) AS
SELECT 'accounts/' || account_id || '/sessions/' || session_id AS name, create_time, last_use_time, expire_time,
       address, user_agent, end_time AS _end_time, session_id AS _session_id, account_id AS _account_id
FROM session;

CREATE VIEW api_token_record WITH (security_invoker = true) AS
SELECT 'accounts/' || account_id || '/apiTokens/' || token_id AS name, display_name,
       'organizations/' || limited_to AS organization, expire_time, last_use_time, create_time, roles::text[] AS _roles,
       revoke_time AS _revoke_time, token_id AS _token_id, account_id AS _account_id
FROM api_token;

CREATE VIEW grant_record WITH (security_invoker = true) AS
SELECT 'organizations/' || CASE organization_id WHEN '*' THEN '-' ELSE organization_id END || '/grants/' || grant_id
         AS name,
       'accounts/' || account_id AS account, role, 'organizations/' || organization_id || '/units/' || unit_id AS unit,
       'organizations/' || organization_id || '/participants/' || participant_id AS participant, start_time, end_time,
       create_time, update_time, version AS _version, organization_id AS _organization_id, grant_id AS _grant_id,
       account_id AS _account_id
FROM role_grant;

-- Microseconds since 1970, as programs count.
CREATE FUNCTION micros(instant timestamptz) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT (extract(epoch FROM instant) * 1000000)::bigint $$;

-- What a user name is called where failures are counted.
CREATE FUNCTION user_name_digest(user_name text) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT
AS $$ SELECT sha256(convert_to(lower(user_name COLLATE "und-x-icu"), 'UTF8')) $$;

-- Two things that a call about one organization must do across them, each in a
-- function of its own so that nothing else is seen of the others. When one fails,
-- its transaction takes the setting back.

-- Whether an account has a grant that has not ended, in whatever organization.
CREATE FUNCTION has_grants(account uuid, instant timestamptz) RETURNS boolean LANGUAGE plpgsql
AS $$
DECLARE
  organization text := current_setting('waymark.organization');
  has_some boolean;
BEGIN
  PERFORM set_config('waymark.organization', '*', true);
  has_some := EXISTS (SELECT FROM role_grant g
                      WHERE g.account_id = account AND (g.end_time IS NULL OR g.end_time > instant));
  PERFORM set_config('waymark.organization', organization, true);
  RETURN has_some;
END $$;

-- Writes change rows of accounts' records, which are of every organization: for
-- sessions that end with the last grant in one.
CREATE FUNCTION record_of_accounts(event_ids uuid[], aggregates text[], versions int[], types text[], payloads bytea[],
                                   times timestamptz[], who text, why text, rpc text, trace text, instant timestamptz)
RETURNS void LANGUAGE plpgsql
AS $$
DECLARE
  organization text := current_setting('waymark.organization');
BEGIN
  PERFORM set_config('waymark.organization', '*', true);
  INSERT INTO change (organization_id, event_id, aggregate, aggregate_version, type, payload, actor, purpose, method,
                      traceparent, occurred_at, recorded_at)
  SELECT '*', c.event_id, c.aggregate, c.aggregate_version, c.type, c.payload, who, why, rpc, trace, c.occurred_at, instant
  FROM unnest(event_ids, aggregates, versions, types, payloads, times)
    WITH ORDINALITY AS c(event_id, aggregate, aggregate_version, type, payload, occurred_at, position)
  ORDER BY c.position;
  PERFORM set_config('waymark.organization', organization, true);
END $$;

DO $$
DECLARE
  table_name text;
BEGIN
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO %I',
                 current_setting('waymark.app_role'));
  FOREACH table_name IN ARRAY ARRAY['account_totp', 'recovery_code', 'account_link', 'session', 'sign_in_failure'] LOOP
    EXECUTE format('GRANT DELETE ON %I TO %I', table_name, current_setting('waymark.app_role'));
  END LOOP;
END $$;

-- See services/common/events/migrations/0003_equal_organizations.sql.
SELECT keep_organizations_equal();
