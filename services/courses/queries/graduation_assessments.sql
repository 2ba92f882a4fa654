-- The assessments that count for a cohort: those of its course for all cohorts
-- and its own.
SELECT assessment_id, coalesce(title, external_id) AS title, max_score, pass_score, weight
FROM assessment
WHERE organization_id = :organization_id AND course_id = :course_id::uuid
  AND (cohort_id IS NULL OR cohort_id = :cohort_id::uuid)
ORDER BY assessment_id
