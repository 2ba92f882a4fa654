-- Checks the records of an organization.
WITH unannounced AS (
  SELECT e.career_event_id FROM career_event e
  LEFT JOIN change c ON c.organization_id = e.organization_id
    AND c.aggregate = 'careerEvents/' || e.career_event_id AND c.aggregate_version = 1 AND c.type LIKE 'career.%'
  WHERE e.organization_id = :organization_id
  GROUP BY e.career_event_id
  HAVING count(c.event_id) <> 1
), unrecorded AS (
  SELECT c.aggregate FROM change c
  LEFT JOIN career_event e ON e.organization_id = c.organization_id
    AND 'careerEvents/' || e.career_event_id = c.aggregate
  WHERE c.organization_id = :organization_id AND c.type LIKE 'career.%' AND e.career_event_id IS NULL
), dangling AS (
  SELECT e.career_event_id FROM career_event e
  LEFT JOIN rung r ON r.organization_id = e.organization_id AND r.rung_id = e.rung_id
  LEFT JOIN post p ON p.organization_id = e.organization_id AND p.post_id = e.post_id
  LEFT JOIN career_event s ON s.organization_id = e.organization_id AND s.career_event_id = e.supersedes_id
    AND s.participant_id = e.participant_id
  WHERE e.organization_id = :organization_id
    AND ((e.rung_id IS NOT NULL AND r.rung_id IS NULL) OR (e.post_id IS NOT NULL AND p.post_id IS NULL)
         OR (e.supersedes_id IS NOT NULL AND s.career_event_id IS NULL))
)
SELECT 'I4' AS invariant, 'each career event is announced once' AS description,
       (SELECT count(*) FROM unannounced) AS violations,
       (SELECT min(career_event_id::text) FROM unannounced) AS example
UNION ALL
SELECT 'I4', 'no career event is announced that is not recorded', (SELECT count(*) FROM unrecorded),
       (SELECT min(aggregate) FROM unrecorded)
UNION ALL
SELECT 'I8', 'career events refer to rungs, posts and events of the same person that are there',
       (SELECT count(*) FROM dangling), (SELECT min(career_event_id::text) FROM dangling)
