-- Adds enrolments that are not known yet.
INSERT INTO reach_enrolment (organization_id, cohort_id, enrolment_id, person_id, on_roster, version)
SELECT :organization_id, e.cohort_id, e.enrolment_id, e.person_id, e.on_roster, e.version
FROM unnest(:cohort_id::uuid[], :enrolment_id::uuid[], :person_id::uuid[], :on_roster::boolean[], :version::int[])
  AS e(cohort_id, enrolment_id, person_id, on_roster, version)
