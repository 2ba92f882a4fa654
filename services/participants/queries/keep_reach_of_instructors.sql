-- Folds changes of who teaches which cohort, one of each record.
INSERT INTO reach_instructor (organization_id, instructor_id, cohort_id, account_id, start_time, end_time, version)
SELECT :organization_id, e.instructor_id, e.cohort_id, e.account_id, e.start_time, NULLIF(e.end_time, '')::timestamptz,
       e.version
FROM unnest(:instructor_id::uuid[], :cohort_id::uuid[], :account_id::uuid[], :start_time::timestamptz[],
            :end_time::text[], :version::int[])
  AS e(instructor_id, cohort_id, account_id, start_time, end_time, version)
ON CONFLICT (organization_id, instructor_id) DO UPDATE SET end_time = excluded.end_time, version = excluded.version
WHERE reach_instructor.version < excluded.version
