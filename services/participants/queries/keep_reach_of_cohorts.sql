-- Folds changes of different cohorts: the unit that runs each.
INSERT INTO reach_cohort (organization_id, cohort_id, unit_id, version)
SELECT :organization_id, e.cohort_id, NULLIF(e.unit_id, '')::uuid, e.version
FROM unnest(:cohort_id::uuid[], :unit_id::text[], :version::int[]) AS e(cohort_id, unit_id, version)
ON CONFLICT (organization_id, cohort_id) DO UPDATE SET unit_id = excluded.unit_id, version = excluded.version
WHERE reach_cohort.version < excluded.version
