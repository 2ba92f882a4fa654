-- The attendance of one participant in a cohort.
SELECT count(*) FILTER (WHERE a.code IN (1, 2, 3)) AS attended, count(*) FILTER (WHERE a.code = 4) AS excused
FROM session s
JOIN attendance a ON a.organization_id = s.organization_id AND a.session_id = s.session_id
  AND a.participant_id = :participant_id::uuid
WHERE s.organization_id = :organization_id AND s.cohort_id = :cohort_id::uuid AND NOT s.cancelled
