-- A page of assessments by id.
SELECT * FROM assessment_record
WHERE _organization_id = :organization_id
  AND _assessment_id > (SELECT coalesce(:after::uuid, '00000000-0000-0000-0000-000000000000'))
  AND (:external_id::text IS NULL OR external_id = :external_id)
  AND (NOT :by_course::boolean OR _course_id = (SELECT coalesce(:course_id::uuid, (
    SELECT course_id FROM course WHERE organization_id = :organization_id AND external_id = :course_external_id))))
  AND (NOT :by_cohort::boolean OR _cohort_id = (SELECT coalesce(:cohort_id::uuid, (
    SELECT cohort_id FROM cohort WHERE organization_id = :organization_id AND external_id = :cohort_external_id))))
  AND (NOT :by_counts_for::boolean OR _assessment_id IN (
    SELECT assessment_id FROM cohort_assessment
    WHERE organization_id = :organization_id AND cohort_id = (SELECT coalesce(:counts_for_id::uuid, (
      SELECT cohort_id FROM cohort WHERE organization_id = :organization_id AND external_id = :counts_for_external_id)))))
ORDER BY _assessment_id
LIMIT :limit
