-- Folds changes of cohorts.
INSERT INTO cohort (organization_id, cohort_id, course_id, unit_id, starts_on, ends_on, state, version)
SELECT DISTINCT ON (e.cohort_id) :organization_id, e.cohort_id, e.course_id, NULLIF(e.unit_id, '')::uuid,
       NULLIF(e.starts_on, '')::date, NULLIF(e.ends_on, '')::date, e.state, e.version
FROM unnest(:cohort_id::uuid[], :course_id::uuid[], :unit_id::text[], :starts_on::text[], :ends_on::text[],
            :state::smallint[], :version::int[])
  AS e(cohort_id, course_id, unit_id, starts_on, ends_on, state, version)
ORDER BY e.cohort_id, e.version DESC
ON CONFLICT (organization_id, cohort_id)
DO UPDATE SET course_id = excluded.course_id, unit_id = excluded.unit_id, starts_on = excluded.starts_on,
              ends_on = excluded.ends_on, state = excluded.state, version = excluded.version
WHERE cohort.version < excluded.version
