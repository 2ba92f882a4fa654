-- A result is of one run of its course, so that who takes it again begins anew. NULL: of
-- somebody who has no enrolment there.
ALTER TABLE result ADD COLUMN cohort_id uuid;

-- The run that a result is of where nobody says it, of all those of a course in which the
-- person takes or took part (or of `only`): the one they enrolled in last by the day of
-- the assessment, else the first. Where the day of the enrolment is not known, the
-- cohort's first day stands for it.
CREATE FUNCTION run_of_result(organization text, course uuid, only_cohort uuid, participant uuid, assessed date)
RETURNS TABLE (cohort_id uuid) LANGUAGE sql STABLE AS $$
  SELECT e.cohort_id
  FROM enrolment e
  JOIN cohort c ON c.organization_id = e.organization_id AND c.cohort_id = e.cohort_id
  CROSS JOIN LATERAL (SELECT coalesce(e.enrolled_on, c.starts_on, '-infinity') AS day) begun
  WHERE e.organization_id = organization AND e.participant_id = participant AND e.ever_active
    AND c.course_id = course AND (only_cohort IS NULL OR e.cohort_id = only_cohort)
  ORDER BY (begun.day <= assessed) IS TRUE DESC,
           CASE WHEN begun.day <= assessed THEN begun.day END DESC, begun.day, e.enrolment_id
  LIMIT 1
$$;

-- Of all organizations at once: policies would hide them from their owner.
ALTER TABLE result NO FORCE ROW LEVEL SECURITY;
ALTER TABLE assessment NO FORCE ROW LEVEL SECURITY;
ALTER TABLE enrolment NO FORCE ROW LEVEL SECURITY;
ALTER TABLE cohort NO FORCE ROW LEVEL SECURITY;
ALTER TABLE result DROP CONSTRAINT result_unique;
UPDATE result r
SET cohort_id = coalesce(a.cohort_id, (SELECT run.cohort_id
                                       FROM run_of_result(r.organization_id, a.course_id, NULL, r.participant_id,
                                                          r.assessed_on) run))
FROM assessment a
WHERE a.organization_id = r.organization_id AND a.assessment_id = r.assessment_id;
ALTER TABLE result ADD CONSTRAINT result_unique
  UNIQUE NULLS NOT DISTINCT (organization_id, assessment_id, participant_id, attempt, cohort_id);
ALTER TABLE result FORCE ROW LEVEL SECURITY;
ALTER TABLE assessment FORCE ROW LEVEL SECURITY;
ALTER TABLE enrolment FORCE ROW LEVEL SECURITY;
ALTER TABLE cohort FORCE ROW LEVEL SECURITY;

-- Of a program that knows nothing of runs: the build before runs beside this one during an
-- upgrade.
CREATE FUNCTION find_run() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.cohort_id := (
    SELECT coalesce(a.cohort_id, (SELECT run.cohort_id
                                  FROM run_of_result(a.organization_id, a.course_id, NULL, NEW.participant_id,
                                                     NEW.assessed_on) run))
    FROM assessment a
    WHERE a.organization_id = NEW.organization_id AND a.assessment_id = NEW.assessment_id);
  RETURN NEW;
END $$;
CREATE TRIGGER find_run BEFORE INSERT ON result FOR EACH ROW WHEN (NEW.cohort_id IS NULL)
  EXECUTE FUNCTION find_run();

-- _run_id: to order by, since no run is one, too.
CREATE OR REPLACE VIEW result_record WITH (security_invoker = true) AS
SELECT resource_name(organization_id, 'results', assessment_id) || '.' || participant_id || '.' || attempt
         || coalesce('.' || cohort_id, '') AS name,
       resource_name(organization_id, 'assessments', assessment_id) AS assessment,
       resource_name(organization_id, 'participants', participant_id) AS participant, attempt, score, passed,
       assessed_on, create_time, update_time, version AS _version, organization_id AS _organization_id,
       assessment_id AS _assessment_id, participant_id AS _participant_id,
       resource_name(organization_id, 'cohorts', cohort_id) AS cohort, cohort_id AS _cohort_id,
       coalesce(cohort_id, '00000000-0000-0000-0000-000000000000') AS _run_id
FROM result;
