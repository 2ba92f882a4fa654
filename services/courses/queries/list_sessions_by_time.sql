-- A page of sessions by when they begin, of those that begin within a time.
SELECT *, start_time AS _start_time FROM session_record
WHERE _organization_id = :organization_id
  AND start_time >= (SELECT coalesce(:from_time::timestamptz, '-infinity'))
  AND start_time < (SELECT coalesce(:before_time::timestamptz, 'infinity'))
  AND (start_time, _session_id) > ((SELECT coalesce(:after_time::timestamptz, '-infinity')),
                                   (SELECT coalesce(:after::uuid, '00000000-0000-0000-0000-000000000000')))
  AND (:external_id::text IS NULL OR external_id = :external_id)
  AND (NOT :by_cohort::boolean OR _cohort_id = (SELECT coalesce(:cohort_id::uuid, (
    SELECT cohort_id FROM cohort WHERE organization_id = :organization_id AND external_id = :cohort_external_id))))
ORDER BY start_time, _session_id
LIMIT :limit
