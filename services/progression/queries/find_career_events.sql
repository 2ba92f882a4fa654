-- All events of persons, and whatever has one of these ids or external ids. The
-- arrays are joined, not compared with ANY: a plan that scans the table would
-- compare each row with each of a thousand.
WITH wanted AS (
  SELECT e.career_event_id FROM unnest(:participant_ids::uuid[]) AS w(participant_id)
  JOIN career_event e ON e.organization_id = :organization_id AND e.participant_id = w.participant_id
  UNION
  SELECT e.career_event_id FROM unnest(:external_ids::text[]) AS w(external_id)
  JOIN career_event e ON e.organization_id = :organization_id AND e.external_id = w.external_id
  UNION
  SELECT e.career_event_id FROM unnest(:ids::uuid[]) AS w(career_event_id)
  JOIN career_event e ON e.organization_id = :organization_id AND e.career_event_id = w.career_event_id
)
SELECT e.*, r.ladder_id AS _ladder_id, r.position AS _position, r.command AS _command_rung,
       coalesce(e._recorded_command_post, p.command) AS _command_post
FROM wanted
JOIN career_event_record e ON e._organization_id = :organization_id AND e._career_event_id = wanted.career_event_id
LEFT JOIN rung r ON r.organization_id = :organization_id AND r.rung_id = e._rung_id
LEFT JOIN post p ON p.organization_id = :organization_id AND p.post_id = e._post_id
