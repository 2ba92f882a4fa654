-- The attendance of each of some participants, each in a cohort.
SELECT asked.i - 1 AS item, count(*) FILTER (WHERE a.code IN (1, 2, 3)) AS attended,
       count(*) FILTER (WHERE a.code = 4) AS excused, count(*) FILTER (WHERE a.code = 5) AS missed
FROM unnest(:participant_ids::uuid[], :cohort_ids::uuid[]) WITH ORDINALITY AS asked(participant_id, cohort_id, i)
JOIN session s ON s.organization_id = :organization_id AND s.cohort_id = asked.cohort_id AND NOT s.cancelled
JOIN attendance a ON a.organization_id = :organization_id AND a.session_id = s.session_id
  AND a.participant_id = asked.participant_id
GROUP BY asked.i
