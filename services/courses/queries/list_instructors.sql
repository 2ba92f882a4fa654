-- A page of those who teach or taught, by id, that is in the order of recording.
SELECT * FROM instructor_record
WHERE _organization_id = :organization_id
  AND _instructor_id > (SELECT coalesce(:after::uuid, '00000000-0000-0000-0000-000000000000'))
  AND (NOT :by_cohort::boolean OR _cohort_id = (SELECT coalesce(:cohort_id::uuid, (
    SELECT cohort_id FROM cohort WHERE organization_id = :organization_id AND external_id = :cohort_external_id))))
  AND (:account_id::uuid IS NULL OR _account_id = :account_id::uuid)
  AND (:active::boolean IS NULL
       OR :active::boolean = (start_time <= :now::timestamptz AND (end_time IS NULL OR end_time > :now::timestamptz)))
ORDER BY _instructor_id
LIMIT :limit
