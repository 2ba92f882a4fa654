-- E-mails to owners of accounts: that one is to be sent, not what it says. The secret
-- of a link is made when it is sent, and names of persons are in none.

-- account_id NULL: asked for by a user name that is nobody's; who asks must not learn
-- that, so such a row is written as any other, and dropped when its turn comes.
-- user_name_digest, address: of links that were asked for without being signed in, to
-- count them by. opening, opened_by, opened_at: what the e-mail tells of.
-- next_try_time: while it is being sent, when it is tried again should nobody tell how
-- that ended.
CREATE TABLE mail (
  mail_id          uuid        NOT NULL CONSTRAINT mail_id_unique PRIMARY KEY,
  kind             smallint    NOT NULL,
  account_id       uuid        REFERENCES account,
  state            smallint    NOT NULL,
  tries            int         NOT NULL,
  next_try_time    timestamptz NOT NULL,
  failure          text,
  user_name_digest bytea,
  address          text,
  opening          text,
  opened_by        text,
  opened_at        timestamptz,
  create_time      timestamptz NOT NULL,
  end_time         timestamptz
);
CREATE INDEX mail_due ON mail (next_try_time) WHERE state = 1;
CREATE INDEX mail_account ON mail (account_id) WHERE state = 1;
CREATE INDEX mail_asked ON mail (create_time) WHERE address IS NOT NULL;

CREATE VIEW mail_record WITH (security_invoker = true) AS
SELECT 'mails/' || mail_id AS name, kind, 'accounts/' || account_id AS account, state, tries,
       CASE state WHEN 1 THEN next_try_time END AS next_try_time, failure, opening, create_time, end_time,
       mail_id AS _mail_id, account_id AS _account_id
FROM mail;

-- Who is ADMINISTRATOR of the whole of an organization: asked for that organization,
-- but who is one of all organizations is one of this, too.
CREATE FUNCTION administrators_of(of_organization text, instant timestamptz) RETURNS uuid[] LANGUAGE plpgsql
AS $$
DECLARE
  organization text := current_setting('waymark.organization');
  administrators uuid[];
BEGIN
  PERFORM set_config('waymark.organization', '*', true);
  administrators := ARRAY(SELECT DISTINCT g.account_id
                          FROM role_grant g
                          JOIN account a ON a.account_id = g.account_id
                          WHERE g.organization_id IN (of_organization, '*') AND g.role = 1 AND g.unit_id IS NULL
                            AND g.start_time <= instant AND (g.end_time IS NULL OR g.end_time > instant)
                            AND a.state <> 3);
  PERFORM set_config('waymark.organization', organization, true);
  RETURN administrators;
END $$;

DO $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON mail TO %I', current_setting('waymark.app_role'));
  EXECUTE format('GRANT SELECT ON mail_record TO %I', current_setting('waymark.app_role'));
END $$;
