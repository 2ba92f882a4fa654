-- A page of cohorts by id.
SELECT * FROM cohort_record
WHERE _organization_id = :organization_id
  AND _cohort_id > (SELECT coalesce(:after::uuid, '00000000-0000-0000-0000-000000000000'))
  AND (:external_id::text IS NULL OR external_id = :external_id)
  AND (:state::smallint IS NULL OR state = :state::smallint)
  AND (NOT :by_course::boolean OR _course_id = (SELECT coalesce(:course_id::uuid, (
    SELECT course_id FROM course WHERE organization_id = :organization_id AND external_id = :course_external_id))))
ORDER BY _cohort_id
LIMIT :limit
