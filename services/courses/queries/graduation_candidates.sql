-- Every enrolment of a cohort that is not VOIDED, with its attendance and its
-- credential; kept from others until the end of the transaction.
SELECT e.enrolment_id, e.participant_id, e.state, e.state_on, e.exit_reason, e.ever_active, e.enrolled_on, e.version,
       e.historical,
       coalesce(a.attended, 0) AS attended, coalesce(a.excused, 0) AS excused, c.credential_id, c.number
FROM enrolment e
LEFT JOIN (
  SELECT a.participant_id, count(*) FILTER (WHERE a.code IN (1, 2, 3)) AS attended,
         count(*) FILTER (WHERE a.code = 4) AS excused
  FROM session s
  JOIN attendance a ON a.organization_id = s.organization_id AND a.session_id = s.session_id
  WHERE s.organization_id = :organization_id AND s.cohort_id = :cohort_id::uuid AND NOT s.cancelled
  GROUP BY a.participant_id
) a ON a.participant_id = e.participant_id
LEFT JOIN credential c ON c.organization_id = e.organization_id AND c.enrolment_id = e.enrolment_id
WHERE e.organization_id = :organization_id AND e.cohort_id = :cohort_id::uuid AND e.state <> 16
ORDER BY e.enrolment_id
FOR NO KEY UPDATE OF e
