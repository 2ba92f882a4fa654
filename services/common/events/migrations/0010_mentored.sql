-- A copy of which accounts accompany which persons as their mentors, so that these
-- reach their mentees. It is fed by the stream of the progression service
-- (reach_copy.h); elsewhere it stays empty.
CREATE TABLE reach_mentorship (
  organization_id text    NOT NULL,
  mentorship_id   uuid    NOT NULL,
  account_id      uuid    NOT NULL,
  person_id       uuid    NOT NULL,
  version         int     NOT NULL,
  under_way       boolean NOT NULL,
  CONSTRAINT reach_mentorship_unique PRIMARY KEY (organization_id, mentorship_id)
);
CREATE INDEX reach_mentorship_account ON reach_mentorship (organization_id, account_id) WHERE under_way;

ALTER TABLE reach_mentorship ENABLE ROW LEVEL SECURITY;
ALTER TABLE reach_mentorship FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON reach_mentorship
  USING (organization_id = current_setting('waymark.organization', true))
  WITH CHECK (organization_id = current_setting('waymark.organization', true));
DO $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON reach_mentorship TO %I', current_setting('waymark.app_role'));
END $$;

-- The persons whom an account accompanies where they belong to one of the units or to
-- one below (NULL = whatever unit).
CREATE FUNCTION persons_mentored(account uuid, in_units uuid[]) RETURNS uuid[] LANGUAGE sql STABLE
AS $$
  SELECT coalesce(array_agg(DISTINCT m.person_id), '{}')
  FROM reach_mentorship m
  WHERE m.organization_id = current_setting('waymark.organization') AND m.account_id = account AND m.under_way
    AND (in_units IS NULL
         OR EXISTS (SELECT FROM reach_person r
                    WHERE r.organization_id = m.organization_id AND r.person_id = m.person_id
                      AND r.unit_id = ANY ((SELECT units_below(in_units))::uuid[])))
$$;

-- The mentorships by which it does. The service that keeps them says it anew; elsewhere
-- there are none.
CREATE FUNCTION mentorships_held(account uuid, in_units uuid[]) RETURNS uuid[] LANGUAGE sql STABLE
AS $$ SELECT '{}'::uuid[] $$;

SELECT keep_organizations_equal();
