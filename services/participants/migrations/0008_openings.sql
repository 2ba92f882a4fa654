-- To which account the whole record of a protected person was opened, and why.
-- end_time: when it was closed, else when it expires.
CREATE TABLE opening (
  organization_id text        NOT NULL,
  opening_id      uuid        NOT NULL,
  participant_id  uuid        NOT NULL,
  account_id      uuid        NOT NULL,
  reason          text        NOT NULL,
  case_number     text        NOT NULL,
  version         int         NOT NULL,
  open_time       timestamptz NOT NULL,
  expire_time     timestamptz NOT NULL,
  close_time      timestamptz,
  end_time        timestamptz NOT NULL,
  CONSTRAINT opening_id_unique PRIMARY KEY (organization_id, opening_id)
);
CREATE INDEX opening_account ON opening (organization_id, account_id, end_time);
CREATE INDEX opening_participant ON opening (organization_id, participant_id, opening_id);

ALTER TABLE opening ENABLE ROW LEVEL SECURITY;
ALTER TABLE opening FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON opening
  USING (organization_id = current_setting('waymark.organization', true))
  WITH CHECK (organization_id = current_setting('waymark.organization', true));

-- It is seen and changed where its person is.
DO $$
DECLARE
  app text := current_setting('waymark.app_role');
  command text;
BEGIN
  FOREACH command IN ARRAY ARRAY['SELECT', 'UPDATE', 'DELETE'] LOOP
    EXECUTE format($policy$
      CREATE POLICY reach_%s ON opening AS RESTRICTIVE FOR %s TO %I
      USING (EXISTS (SELECT FROM participant p
                     WHERE p.organization_id = opening.organization_id
                       AND p.participant_id = opening.participant_id))$policy$, lower(command), command, app || '_part');
  END LOOP;
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON opening TO %I', app);
END $$;

CREATE VIEW opening_record WITH (security_invoker = true) AS
SELECT 'organizations/' || organization_id || '/participants/' || participant_id || '/openings/' || opening_id AS name,
       'accounts/' || account_id AS account, reason, case_number, open_time, expire_time, close_time,
       version AS _version, organization_id AS _organization_id, opening_id AS _opening_id,
       participant_id AS _participant_id, account_id AS _account_id, end_time AS _end_time
FROM opening;
DO $$
BEGIN
  EXECUTE format('GRANT SELECT, UPDATE ON opening_record TO %I', current_setting('waymark.app_role'));
END $$;

SELECT keep_organizations_equal();
