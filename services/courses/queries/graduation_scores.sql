-- The best score that each participant of a cohort submitted in each assessment
-- that counts for it.
SELECT r.participant_id, r.assessment_id, max(r.score) AS best
FROM result r
WHERE r.organization_id = :organization_id AND r.assessment_id = ANY (:assessment_ids::uuid[])
  AND r.score IS NOT NULL
  AND r.participant_id IN (SELECT participant_id FROM enrolment
                           WHERE organization_id = :organization_id AND cohort_id = :cohort_id::uuid)
GROUP BY r.participant_id, r.assessment_id
