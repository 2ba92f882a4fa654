-- The best score that each of some participants submitted in each of some assessments, by
-- the run it is of: some cohorts or none.
SELECT r.participant_id, r.assessment_id, r.cohort_id, max(r.score) AS best
FROM result r
WHERE r.organization_id = :organization_id AND r.assessment_id = ANY (:assessment_ids::uuid[])
  AND r.participant_id = ANY (:participant_ids::uuid[]) AND r.score IS NOT NULL
  AND (r.cohort_id IS NULL OR r.cohort_id = ANY (:cohort_ids::uuid[]))
GROUP BY r.participant_id, r.assessment_id, r.cohort_id
