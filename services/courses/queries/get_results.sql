-- Results by assessment, participant, attempt and cohort, in the order asked.
SELECT r.*
FROM unnest(:owner_ids::uuid[], :participant_ids::uuid[], :attempts::int[], :cohort_ids::uuid[]) WITH ORDINALITY
  AS asked(assessment_id, participant_id, attempt, cohort_id, i)
JOIN LATERAL (
  SELECT * FROM result_record
  WHERE _organization_id = :organization_id AND _assessment_id = asked.assessment_id
    AND _participant_id = asked.participant_id AND attempt = asked.attempt AND _cohort_id = asked.cohort_id
  LIMIT 1
) r ON true
ORDER BY asked.i
