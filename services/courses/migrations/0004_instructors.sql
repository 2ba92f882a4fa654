-- Who teaches which cohort, and what that lets them reach. end_time NULL: until it
-- is ended.
CREATE TABLE instructor (
  organization_id text        NOT NULL,
  instructor_id   uuid        NOT NULL,
  cohort_id       uuid        NOT NULL,
  account_id      uuid        NOT NULL,
  start_time      timestamptz NOT NULL,
  end_time        timestamptz,
  version         int         NOT NULL,
  create_time     timestamptz NOT NULL,
  update_time     timestamptz NOT NULL,
  CONSTRAINT instructor_id_unique PRIMARY KEY (organization_id, instructor_id),
  CONSTRAINT instructor_cohort_known FOREIGN KEY (organization_id, cohort_id) REFERENCES cohort
);
CREATE INDEX instructor_account ON instructor (organization_id, account_id);
CREATE INDEX instructor_cohort ON instructor (organization_id, cohort_id);
CREATE UNIQUE INDEX instructor_endless_unique ON instructor (organization_id, cohort_id, account_id)
  WHERE end_time IS NULL;

ALTER TABLE instructor ENABLE ROW LEVEL SECURITY;
ALTER TABLE instructor FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON instructor
  USING (organization_id = current_setting('waymark.organization', true))
  WITH CHECK (organization_id = current_setting('waymark.organization', true));

CREATE VIEW instructor_record WITH (security_invoker = true) AS
SELECT resource_name(organization_id, 'instructors', instructor_id) AS name,
       resource_name(organization_id, 'cohorts', cohort_id) AS cohort, 'accounts/' || account_id AS account,
       start_time, end_time, create_time, update_time, version AS _version, organization_id AS _organization_id,
       instructor_id AS _instructor_id, cohort_id AS _cohort_id, account_id AS _account_id
FROM instructor;
DO $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON instructor, instructor_record TO %I',
                 current_setting('waymark.app_role'));
END $$;

-- The cohorts that an account teaches now; see the common migration 0009. It runs as
-- the owner, whom no policy of reach binds.
CREATE OR REPLACE FUNCTION cohorts_taught(account uuid, in_units uuid[]) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT coalesce(array_agg(DISTINCT i.cohort_id), '{}')
  FROM instructor i
  JOIN cohort c ON c.organization_id = i.organization_id AND c.cohort_id = i.cohort_id
  WHERE i.organization_id = current_setting('waymark.organization') AND i.account_id = account
    AND i.start_time <= now() AND (i.end_time IS NULL OR i.end_time > now())
    AND (in_units IS NULL OR c.unit_id = ANY ((SELECT units_below(in_units))::uuid[]))
$$;

-- Who reaches nothing but what they teach sees only that of cohorts and what hangs
-- from them: of a course's own assessments those of the courses they teach. Others
-- see all: it is structure.
--
-- Persons are seen where they are on the roster: ACCEPTED (3), or they took part.
DO $$
DECLARE
  part text := current_setting('waymark.app_role') || '_part';
  taught text := $taught$(SELECT unnest(current_setting('waymark.cohorts')::uuid[]))$taught$;
  of_all text := $all$current_setting('waymark.units') <> '{}' OR current_setting('waymark.persons') <> '{}'$all$;
  enrolled text;
  bound record;
BEGIN
  FOR bound IN
    SELECT name, 'cohort_id IN ' || taught AS condition FROM unnest(ARRAY['cohort', 'session', 'instructor']) AS name
    UNION ALL
    SELECT 'assessment', format($condition$cohort_id IN %s OR cohort_id IS NULL AND course_id IN (
      SELECT c.course_id FROM cohort c
      WHERE c.organization_id = current_setting('waymark.organization') AND c.cohort_id IN %s)$condition$, taught, taught)
  LOOP
    EXECUTE format('CREATE POLICY reach ON %I AS RESTRICTIVE TO %I USING (%s OR %s)', bound.name, part, of_all,
                   bound.condition);
  END LOOP;

  enrolled := format('cohort_id IN %s AND (state = 3 OR ever_active)', taught);
  FOR bound IN
    SELECT p.polname AS policy, c.relname AS name, pg_get_expr(p.polqual, p.polrelid) AS before, taught_rows.condition
    FROM (VALUES
      ('enrolment', enrolled),
      ('credential', format($condition$enrolment_id IN (
         SELECT e.enrolment_id FROM enrolment e
         WHERE e.organization_id = current_setting('waymark.organization') AND e.%s)$condition$, enrolled)),
      ('attendance', format($condition$session_id IN (
         SELECT s.session_id FROM session s
         WHERE s.organization_id = current_setting('waymark.organization') AND s.cohort_id IN %s)$condition$, taught)),
      ('result', format($condition$current_setting('waymark.cohorts') <> '{}' AND EXISTS (
         SELECT FROM assessment a
         JOIN cohort c ON c.organization_id = a.organization_id AND c.course_id = a.course_id
           AND (a.cohort_id IS NULL OR a.cohort_id = c.cohort_id)
         JOIN enrolment e ON e.organization_id = c.organization_id AND e.cohort_id = c.cohort_id
           AND e.participant_id = result.participant_id AND (e.state = 3 OR e.ever_active)
         WHERE a.organization_id = result.organization_id AND a.assessment_id = result.assessment_id
           AND c.cohort_id IN %s)$condition$, taught))
    ) AS taught_rows(name, condition)
    JOIN pg_class c ON c.oid = taught_rows.name::regclass
    JOIN pg_policy p ON p.polrelid = c.oid AND p.polname LIKE 'reach\_%'
  LOOP
    EXECUTE format('ALTER POLICY %I ON %I USING ((%s) OR %s)', bound.policy, bound.name, bound.before, bound.condition);
  END LOOP;
END $$;

SELECT keep_organizations_equal();
