-- A page of the results of a cohort by assessment, participant, attempt and cohort: those of the
-- assessments that count for it, of who takes or took part, that are of this run or of none.
SELECT r.*
FROM cohort_assessment c
JOIN result_record r ON r._organization_id = c.organization_id AND r._assessment_id = c.assessment_id
                     AND (r._cohort_id IS NULL OR r._cohort_id = c.cohort_id)
WHERE c.organization_id = :organization_id
  AND c.cohort_id = (SELECT coalesce(:cohort_id::uuid, (
    SELECT cohort_id FROM cohort WHERE organization_id = :organization_id AND external_id = :cohort_external_id)))
  AND EXISTS (SELECT FROM enrolment e
              WHERE e.organization_id = c.organization_id AND e.participant_id = r._participant_id
                AND e.cohort_id = c.cohort_id AND e.ever_active)
  AND (NOT :by_participant::boolean OR r._participant_id = ANY ((SELECT records_of_person(:participant_id::uuid))::uuid[]))
  AND (r._assessment_id, r._participant_id, r.attempt)
      >= ((SELECT coalesce(:after_assessment::uuid, '00000000-0000-0000-0000-000000000000')),
          (SELECT coalesce(:after_participant::uuid, '00000000-0000-0000-0000-000000000000')),
          (SELECT coalesce(:after_attempt::int, 0)))
  AND ((r._assessment_id, r._participant_id, r.attempt)
         IS DISTINCT FROM (:after_assessment::uuid, :after_participant::uuid, :after_attempt::int)
       OR r._run_id > :after_run::uuid)
ORDER BY r._assessment_id, r._participant_id, r.attempt, r._run_id
LIMIT :limit
