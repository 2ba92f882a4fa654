-- What an event gave when it was recorded, whatever becomes of the post; and the order of events
-- of several records of a person.
--
-- command_post: whether the post was one of command. NULL, as the program of before writes it:
-- what the post says today.
-- order_id: the first event that this one supersedes in the end; NULL: itself. Events of one day
-- and place, which two records of a person can have, are in the order of these ids: a correction
-- stands where the event stood that it supersedes.
ALTER TABLE career_event ADD COLUMN command_post boolean;
ALTER TABLE career_event ADD COLUMN order_id uuid;

-- Of all organizations at once: policies would hide them from their owner.
ALTER TABLE career_event NO FORCE ROW LEVEL SECURITY;
ALTER TABLE post NO FORCE ROW LEVEL SECURITY;
UPDATE career_event e SET command_post = p.command
FROM post p
WHERE p.organization_id = e.organization_id AND p.post_id = e.post_id;
WITH RECURSIVE chain AS (
  SELECT e.organization_id, e.career_event_id, e.supersedes_id AS order_id
  FROM career_event e
  JOIN career_event first ON first.organization_id = e.organization_id AND first.career_event_id = e.supersedes_id
    AND first.supersedes_id IS NULL
  UNION ALL
  SELECT e.organization_id, e.career_event_id, chain.order_id
  FROM chain
  JOIN career_event e ON e.organization_id = chain.organization_id AND e.supersedes_id = chain.career_event_id
)
UPDATE career_event e SET order_id = chain.order_id
FROM chain
WHERE chain.organization_id = e.organization_id AND chain.career_event_id = e.career_event_id;
ALTER TABLE career_event FORCE ROW LEVEL SECURITY;
ALTER TABLE post FORCE ROW LEVEL SECURITY;

CREATE OR REPLACE VIEW career_event_record WITH (security_invoker = true) AS
SELECT 'organizations/' || e.organization_id || '/careerEvents/' || e.career_event_id AS name, e.external_id,
       'organizations/' || e.organization_id || '/participants/' || e.participant_id AS participant, e.type,
       'organizations/' || e.organization_id || '/rungs/' || e.rung_id AS rung,
       'organizations/' || e.organization_id || '/posts/' || e.post_id AS post,
       'organizations/' || e.organization_id || '/units/' || e.unit_id AS unit, e.effective_on, e.order_reference,
       'organizations/' || e.organization_id || '/careerEvents/' || e.supersedes_id AS supersedes,
       'organizations/' || e.organization_id || '/careerEvents/' || later.career_event_id AS superseded_by,
       e.type_derived, e.automatic, e.create_time, e.organization_id AS _organization_id,
       e.career_event_id AS _career_event_id, e.participant_id AS _participant_id, e.rung_id AS _rung_id,
       e.post_id AS _post_id, e.unit_id AS _unit_id, e.place AS _place, e.content_digest AS _content_digest,
       later.career_event_id AS _superseded_by_id, e.command_post AS _recorded_command_post,
       coalesce(e.order_id, e.career_event_id) AS _order_id
FROM career_event e
LEFT JOIN career_event later
  ON later.organization_id = e.organization_id AND later.supersedes_id = e.career_event_id;

-- The statement of 0007 anew: events in their order, the post as it was recorded, and as long as
-- the person does not leave it (Apply in career_rules.cc). Types: 4 ACTING_APPOINTMENT,
-- 5 TRANSFER, 7 DEMOTION, 9 SEPARATION; one that is VOIDED has no rung, post or unit.
CREATE OR REPLACE FUNCTION standing_on(day date)
RETURNS TABLE (name text, participant text, rung text, rung_since date, command_rung boolean, post text,
               post_since date, command_post boolean, acting boolean, unit text, unit_since date,
               _organization_id text, _participant_id uuid, _rung_id uuid, _unit_id uuid)
LANGUAGE sql STABLE AS $$
  SELECT 'organizations/' || c.organization_id || '/standings/' || c.participant_id,
         'organizations/' || c.organization_id || '/participants/' || c.participant_id,
         'organizations/' || c.organization_id || '/rungs/' || (s.ranked).rung_id, (s.ranked).effective_on, r.command,
         'organizations/' || c.organization_id || '/posts/' || (held.post).post_id, (held.post).effective_on,
         coalesce((held.post).command_post, p.command), (held.post).type = 4,
         'organizations/' || c.organization_id || '/units/' || (s.placed).unit_id, (s.placed).effective_on,
         c.organization_id, c.participant_id, (s.ranked).rung_id, (s.placed).unit_id
  FROM career c
  CROSS JOIN LATERAL (
    SELECT array_append(array_agg(m.person_id) FILTER (WHERE m.person_id IS NOT NULL), c.participant_id) AS ids
    FROM reach_person m
    WHERE m.organization_id = c.organization_id AND m.merged_into_id = c.participant_id
  ) records
  CROSS JOIN LATERAL (
    SELECT (array_agg(e ORDER BY e.effective_on DESC, e.place DESC, coalesce(e.order_id, e.career_event_id) DESC)
              FILTER (WHERE e.rung_id IS NOT NULL AND e.type <> 4))[1] AS ranked,
           (array_agg(e ORDER BY e.effective_on DESC, e.place DESC, coalesce(e.order_id, e.career_event_id) DESC)
              FILTER (WHERE e.post_id IS NOT NULL))[1] AS posted,
           (array_agg(e ORDER BY e.effective_on DESC, e.place DESC, coalesce(e.order_id, e.career_event_id) DESC)
              FILTER (WHERE e.unit_id IS NOT NULL))[1] AS placed,
           array_agg(e) FILTER (WHERE e.type IN (5, 7) AND e.post_id IS NULL AND e.unit_id IS NOT NULL) AS moves
    FROM unnest(records.ids) AS record(id)
    JOIN career_event e ON e.organization_id = c.organization_id AND e.participant_id = record.id
    WHERE e.effective_on <= day
      AND NOT EXISTS (SELECT FROM career_event later
                      WHERE later.organization_id = e.organization_id AND later.supersedes_id = e.career_event_id)
      AND NOT EXISTS (SELECT FROM unnest(records.ids) AS record(id)
                      JOIN career_event s ON s.organization_id = c.organization_id AND s.participant_id = record.id
                      WHERE s.type = 9 AND s.effective_on <= day
                        AND (s.effective_on, s.place, coalesce(s.order_id, s.career_event_id))
                            >= (e.effective_on, e.place, coalesce(e.order_id, e.career_event_id))
                        AND NOT EXISTS (SELECT FROM career_event later
                                        WHERE later.organization_id = s.organization_id
                                          AND later.supersedes_id = s.career_event_id))
  ) s
  CROSS JOIN LATERAL (
    SELECT CASE WHEN NOT EXISTS (
             SELECT FROM unnest(s.moves) AS m
             WHERE m.unit_id <> (s.posted).unit_id
               AND (m.effective_on, m.place, coalesce(m.order_id, m.career_event_id))
                   > ((s.posted).effective_on, (s.posted).place,
                      coalesce((s.posted).order_id, (s.posted).career_event_id))) THEN s.posted END AS post
  ) held
  LEFT JOIN rung r ON r.organization_id = c.organization_id AND r.rung_id = (s.ranked).rung_id
  LEFT JOIN post p ON p.organization_id = c.organization_id AND p.post_id = (held.post).post_id
  WHERE NOT EXISTS (SELECT FROM reach_person m
                    WHERE m.organization_id = c.organization_id AND m.person_id = c.participant_id
                      AND m.merged_into_id IS NOT NULL)
$$;
