-- For each participant and session: whether the participant takes or took part
-- in the session's cohort, and the attendance that is there already. Row by row
-- (LIMIT), by index whatever the statistics say of a table that is filling.
SELECT asked.i - 1 AS item, e.enrolled, a.code, a.minutes, a.version
FROM unnest(:participant_ids::uuid[], :owner_ids::uuid[], :cohort_ids::uuid[]) WITH ORDINALITY
  AS asked(participant_id, session_id, cohort_id, i)
LEFT JOIN LATERAL (
  SELECT true AS enrolled FROM enrolment
  WHERE organization_id = :organization_id AND participant_id = asked.participant_id
    AND cohort_id = asked.cohort_id AND ever_active
  LIMIT 1
) e ON true
LEFT JOIN LATERAL (
  SELECT code, minutes, version FROM attendance
  WHERE organization_id = :organization_id AND session_id = asked.session_id
    AND participant_id = asked.participant_id
  LIMIT 1
) a ON true
ORDER BY asked.i
