-- Folds changes of different enrolments: whether each is on the roster of its cohort.
-- Most changes leave that as it is, and write nothing.
INSERT INTO reach_enrolment (organization_id, cohort_id, enrolment_id, person_id, on_roster, version)
SELECT :organization_id, e.cohort_id, e.enrolment_id, e.person_id, e.on_roster, e.version
FROM unnest(:cohort_id::uuid[], :enrolment_id::uuid[], :person_id::uuid[], :on_roster::boolean[], :version::int[])
  AS e(cohort_id, enrolment_id, person_id, on_roster, version)
ON CONFLICT (organization_id, cohort_id, enrolment_id)
DO UPDATE SET on_roster = excluded.on_roster, version = excluded.version
WHERE reach_enrolment.version < excluded.version AND reach_enrolment.on_roster <> excluded.on_roster
