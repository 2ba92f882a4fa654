-- Checks the records of an organization. Records meet their changes by a FULL JOIN, which no plan makes row by row:
-- an organization's rows are estimated far too low (ADR 11).
WITH records AS (
  SELECT 'careerEvents/' || career_event_id AS aggregate FROM career_event WHERE organization_id = :organization_id
), announcements AS (
  SELECT aggregate, count(*) FILTER (WHERE aggregate_version = 1) AS events FROM change
  WHERE organization_id = :organization_id AND type LIKE 'career.%'
  GROUP BY aggregate
), unannounced AS (
  SELECT aggregate FROM records r FULL JOIN announcements a USING (aggregate)
  WHERE r IS NULL OR a.events IS DISTINCT FROM 1
), mentorship_changes AS (
  SELECT aggregate, max(aggregate_version) AS version FROM change
  WHERE organization_id = :organization_id AND type LIKE 'mentorship.%'
  GROUP BY aggregate
), unequal AS (
  SELECT aggregate
  FROM (SELECT 'mentorships/' || mentorship_id AS aggregate, version FROM mentorship
        WHERE organization_id = :organization_id) r
  FULL JOIN mentorship_changes c USING (aggregate)
  WHERE r.version IS DISTINCT FROM c.version
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
SELECT 'I4' AS invariant, 'each career event is announced once, and no other is announced' AS description,
       (SELECT count(*) FROM unannounced) AS violations, (SELECT min(aggregate) FROM unannounced) AS example
UNION ALL
SELECT 'I4', 'each version of a mentorship has its change, and no other is there', (SELECT count(*) FROM unequal),
       (SELECT min(aggregate) FROM unequal)
UNION ALL
SELECT 'I8', 'career events refer to rungs, posts and events of the same person that are there',
       (SELECT count(*) FROM dangling), (SELECT min(career_event_id::text) FROM dangling)
