-- The assessments that count for each of some cohorts, and whether somebody of the cohort
-- has a score in it.
SELECT c.cohort_id, a.assessment_id, coalesce(a.title, a.external_id) AS title, a.max_score, a.pass_score, a.weight,
       EXISTS (SELECT FROM enrolment e
               JOIN result r ON r.organization_id = e.organization_id AND r.assessment_id = a.assessment_id
                 AND r.participant_id = e.participant_id AND r.score IS NOT NULL
                 AND (r.cohort_id IS NULL OR r.cohort_id = c.cohort_id)
               WHERE e.organization_id = c.organization_id AND e.cohort_id = c.cohort_id) AS assessed
FROM cohort_assessment c
JOIN assessment a ON a.organization_id = c.organization_id AND a.assessment_id = c.assessment_id
WHERE c.organization_id = :organization_id AND c.cohort_id = ANY (:cohort_ids::uuid[])
ORDER BY a.assessment_id
