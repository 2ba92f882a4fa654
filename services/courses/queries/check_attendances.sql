-- For each participant and session: whether the participant takes or took part
-- in the session's cohort, and the attendance that is there already.
SELECT asked.i - 1 AS item,
       EXISTS (SELECT FROM enrolment e
               WHERE e.organization_id = :organization_id AND e.participant_id = asked.participant_id
                 AND e.cohort_id = asked.cohort_id AND e.ever_active) AS enrolled,
       a.code, a.minutes, a.version
FROM unnest(:participant_ids::uuid[], :owner_ids::uuid[], :cohort_ids::uuid[]) WITH ORDINALITY
  AS asked(participant_id, session_id, cohort_id, i)
LEFT JOIN attendance a ON a.organization_id = :organization_id AND a.session_id = asked.session_id
  AND a.participant_id = asked.participant_id
ORDER BY asked.i
