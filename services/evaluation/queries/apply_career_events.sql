-- Adds career events and marks those that they supersede, whichever came first.
WITH event AS (
  SELECT DISTINCT ON (e.career_event_id) e.career_event_id, e.person_id, e.type, e.effective_on, e.command_rung,
         e.command_post, NULLIF(e.supersedes_id, '')::uuid AS supersedes_id
  FROM unnest(:career_event_id::uuid[], :person_id::uuid[], :type::smallint[], :effective_on::date[],
              :command_rung::boolean[], :command_post::boolean[], :supersedes_id::text[])
    AS e(career_event_id, person_id, type, effective_on, command_rung, command_post, supersedes_id)
  ORDER BY e.career_event_id
), marked AS (
  UPDATE career_fact f SET superseded = true FROM event e
  WHERE f.organization_id = :organization_id AND f.career_event_id = e.supersedes_id AND NOT f.superseded
)
INSERT INTO career_fact (organization_id, career_event_id, person_id, type, effective_on, command_rung, command_post,
                         supersedes_id, superseded)
SELECT :organization_id, e.career_event_id, e.person_id, e.type, e.effective_on, e.command_rung, e.command_post,
       e.supersedes_id,
       EXISTS (SELECT FROM event later WHERE later.supersedes_id = e.career_event_id)
       OR EXISTS (SELECT FROM career_fact later
                  WHERE later.organization_id = :organization_id AND later.supersedes_id = e.career_event_id)
FROM event e
ON CONFLICT (organization_id, career_event_id) DO NOTHING
