-- All events of persons, and whatever has one of these ids or external ids.
WITH wanted AS (
  SELECT career_event_id FROM career_event
  WHERE organization_id = :organization_id AND participant_id = ANY (:participant_ids::uuid[])
  UNION
  SELECT career_event_id FROM career_event
  WHERE organization_id = :organization_id AND external_id = ANY (:external_ids::text[])
  UNION
  SELECT career_event_id FROM career_event
  WHERE organization_id = :organization_id AND career_event_id = ANY (:ids::uuid[])
)
SELECT e.*, r.ladder_id AS _ladder_id, r.position AS _position, r.command AS _command_rung,
       p.command AS _command_post
FROM wanted
JOIN career_event_record e ON e._organization_id = :organization_id AND e._career_event_id = wanted.career_event_id
LEFT JOIN rung r ON r.organization_id = :organization_id AND r.rung_id = e._rung_id
LEFT JOIN post p ON p.organization_id = :organization_id AND p.post_id = e._post_id
