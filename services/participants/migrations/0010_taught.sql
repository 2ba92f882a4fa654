-- A copy of who teaches which cohort and who is enrolled in it, so that instructors
-- reach the persons whom they teach. It is fed by the stream of the courses service
-- (taught_copy.h).
CREATE TABLE reach_cohort (
  organization_id text NOT NULL,
  cohort_id       uuid NOT NULL,
  unit_id         uuid,
  version         int  NOT NULL,
  CONSTRAINT reach_cohort_unique PRIMARY KEY (organization_id, cohort_id)
);
CREATE TABLE reach_instructor (
  organization_id text        NOT NULL,
  instructor_id   uuid        NOT NULL,
  cohort_id       uuid        NOT NULL,
  account_id      uuid        NOT NULL,
  start_time      timestamptz NOT NULL,
  end_time        timestamptz,
  version         int         NOT NULL,
  CONSTRAINT reach_instructor_unique PRIMARY KEY (organization_id, instructor_id)
);
CREATE INDEX reach_instructor_account ON reach_instructor (organization_id, account_id);
-- Who is, or was, on the roster of a cohort.
CREATE TABLE reach_enrolment (
  organization_id text    NOT NULL,
  cohort_id       uuid    NOT NULL,
  enrolment_id    uuid    NOT NULL,
  person_id       uuid    NOT NULL,
  version         int     NOT NULL,
  on_roster       boolean NOT NULL,
  CONSTRAINT reach_enrolment_unique PRIMARY KEY (organization_id, cohort_id, enrolment_id)
);

DO $$
DECLARE
  table_name text;
BEGIN
  FOREACH table_name IN ARRAY ARRAY['reach_cohort', 'reach_instructor', 'reach_enrolment'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', table_name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', table_name);
    EXECUTE format($policy$CREATE POLICY tenant ON %I
      USING (organization_id = current_setting('waymark.organization', true))
      WITH CHECK (organization_id = current_setting('waymark.organization', true))$policy$, table_name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO %I', table_name, current_setting('waymark.app_role'));
  END LOOP;
END $$;

-- See the common migration 0009.
CREATE OR REPLACE FUNCTION persons_taught(account uuid, in_units uuid[]) RETURNS uuid[] LANGUAGE sql STABLE
AS $$
  SELECT coalesce(array_agg(DISTINCT e.person_id), '{}')
  FROM reach_instructor i
  JOIN reach_enrolment e ON e.organization_id = i.organization_id AND e.cohort_id = i.cohort_id AND e.on_roster
  WHERE i.organization_id = current_setting('waymark.organization') AND i.account_id = account
    AND i.start_time <= now() AND (i.end_time IS NULL OR i.end_time > now())
    AND (in_units IS NULL
         OR EXISTS (SELECT FROM reach_cohort c
                    WHERE c.organization_id = i.organization_id AND c.cohort_id = i.cohort_id
                      AND c.unit_id = ANY ((SELECT units_below(in_units))::uuid[])))
$$;

SELECT keep_organizations_equal();
