-- Results by assessment, participant and attempt, in the order asked.
SELECT r.*
FROM unnest(:owner_ids::uuid[], :participant_ids::uuid[], :attempts::int[]) WITH ORDINALITY
  AS asked(assessment_id, participant_id, attempt, i)
JOIN result_record r ON r._organization_id = :organization_id AND r._assessment_id = asked.assessment_id
  AND r._participant_id = asked.participant_id AND r.attempt = asked.attempt
ORDER BY asked.i
