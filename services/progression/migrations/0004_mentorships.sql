-- Which accounts accompany which participants as their mentors, and what that lets them
-- reach. States: 1 PROPOSED, 2 PENDING_ACCEPTANCE, 3 ACTIVE, 4 PAUSED; those behind are
-- ends.
CREATE TABLE mentorship (
  organization_id text        NOT NULL,
  mentorship_id   uuid        NOT NULL,
  account_id      uuid        NOT NULL,
  participant_id  uuid        NOT NULL,
  mode            smallint    NOT NULL,
  state           smallint    NOT NULL,
  state_on        date        NOT NULL,
  started_on      date,
  ended_on        date,
  version         int         NOT NULL,
  create_time     timestamptz NOT NULL,
  update_time     timestamptz NOT NULL,
  CONSTRAINT mentorship_id_unique PRIMARY KEY (organization_id, mentorship_id)
);
CREATE INDEX mentorship_account ON mentorship (organization_id, account_id);
CREATE INDEX mentorship_participant ON mentorship (organization_id, participant_id);
CREATE UNIQUE INDEX mentorship_open_unique ON mentorship (organization_id, account_id, participant_id)
  WHERE state <= 4;

ALTER TABLE mentorship ENABLE ROW LEVEL SECURITY;
ALTER TABLE mentorship FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON mentorship
  USING (organization_id = current_setting('waymark.organization', true))
  WITH CHECK (organization_id = current_setting('waymark.organization', true));

CREATE VIEW mentorship_record WITH (security_invoker = true) AS
SELECT 'organizations/' || organization_id || '/mentorships/' || mentorship_id AS name,
       'accounts/' || account_id AS mentor,
       'organizations/' || organization_id || '/participants/' || participant_id AS mentee, mode, state, state_on,
       started_on, ended_on, create_time, update_time, version AS _version, organization_id AS _organization_id,
       mentorship_id AS _mentorship_id, account_id AS _account_id, participant_id AS _participant_id
FROM mentorship;
DO $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON mentorship, mentorship_record TO %I',
                 current_setting('waymark.app_role'));
END $$;

-- See the common migration 0010. It runs as the owner, whom no policy of reach binds.
CREATE OR REPLACE FUNCTION mentorships_held(account uuid, in_units uuid[]) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT coalesce(array_agg(m.mentorship_id), '{}')
  FROM mentorship m
  WHERE m.organization_id = current_setting('waymark.organization') AND m.account_id = account AND m.state IN (3, 4)
    AND (in_units IS NULL
         OR EXISTS (SELECT FROM reach_person r
                    WHERE r.organization_id = m.organization_id AND r.person_id = m.participant_id
                      AND r.unit_id = ANY ((SELECT units_below(in_units))::uuid[])))
$$;

-- Mentors see their own mentorships, not those that their mentees have with others.
SELECT bind_to_reach('mentorship');
DO $$
DECLARE
  bound record;
BEGIN
  FOR bound IN
    SELECT polname AS policy, pg_get_expr(polqual, polrelid) AS before FROM pg_policy
    WHERE polrelid = 'mentorship'::regclass AND polname LIKE 'reach\_%'
  LOOP
    EXECUTE format($policy$ALTER POLICY %I ON mentorship
      USING ((%s) OR mentorship_id IN (SELECT unnest(current_setting('waymark.mentorships')::uuid[])))$policy$,
      bound.policy, bound.before);
  END LOOP;
END $$;

SELECT keep_organizations_equal();
