-- Persons of whom several records are merged stand once, by the events of all of them: the
-- statement of 0001 anew. Of the events of one day the order of those that were recorded
-- before is by place and id. The records are joined, not compared with ANY: a plan that thinks
-- there are few separations would look through all of them for each person.
CREATE OR REPLACE FUNCTION standing_on(day date)
RETURNS TABLE (name text, participant text, rung text, rung_since date, command_rung boolean, post text,
               post_since date, command_post boolean, acting boolean, unit text, unit_since date,
               _organization_id text, _participant_id uuid, _rung_id uuid, _unit_id uuid)
LANGUAGE sql STABLE AS $$
  SELECT 'organizations/' || c.organization_id || '/standings/' || c.participant_id,
         'organizations/' || c.organization_id || '/participants/' || c.participant_id,
         'organizations/' || c.organization_id || '/rungs/' || (s.ranked).rung_id, (s.ranked).effective_on, r.command,
         'organizations/' || c.organization_id || '/posts/' || (s.posted).post_id, (s.posted).effective_on, p.command,
         (s.posted).type = 4,
         'organizations/' || c.organization_id || '/units/' || (s.placed).unit_id, (s.placed).effective_on,
         c.organization_id, c.participant_id, (s.ranked).rung_id, (s.placed).unit_id
  FROM career c
  CROSS JOIN LATERAL (
    SELECT array_append(array_agg(m.person_id) FILTER (WHERE m.person_id IS NOT NULL), c.participant_id) AS ids
    FROM reach_person m
    WHERE m.organization_id = c.organization_id AND m.merged_into_id = c.participant_id
  ) records
  CROSS JOIN LATERAL (
    SELECT (array_agg(e ORDER BY e.effective_on DESC, e.place DESC, e.career_event_id DESC)
              FILTER (WHERE e.rung_id IS NOT NULL AND e.type <> 4))[1] AS ranked,
           (array_agg(e ORDER BY e.effective_on DESC, e.place DESC, e.career_event_id DESC) FILTER (WHERE e.post_id IS NOT NULL))[1] AS posted,
           (array_agg(e ORDER BY e.effective_on DESC, e.place DESC, e.career_event_id DESC) FILTER (WHERE e.unit_id IS NOT NULL))[1] AS placed
    FROM unnest(records.ids) AS record(id)
    JOIN career_event e ON e.organization_id = c.organization_id AND e.participant_id = record.id
    WHERE e.effective_on <= day
      AND NOT EXISTS (SELECT FROM career_event later
                      WHERE later.organization_id = e.organization_id AND later.supersedes_id = e.career_event_id)
      AND NOT EXISTS (SELECT FROM unnest(records.ids) AS record(id)
                      JOIN career_event s ON s.organization_id = c.organization_id AND s.participant_id = record.id
                      WHERE s.type = 9 AND s.effective_on <= day
                        AND (s.effective_on, s.place) >= (e.effective_on, e.place)
                        AND NOT EXISTS (SELECT FROM career_event later
                                        WHERE later.organization_id = s.organization_id
                                          AND later.supersedes_id = s.career_event_id))
  ) s
  LEFT JOIN rung r ON r.organization_id = c.organization_id AND r.rung_id = (s.ranked).rung_id
  LEFT JOIN post p ON p.organization_id = c.organization_id AND p.post_id = (s.posted).post_id
  WHERE NOT EXISTS (SELECT FROM reach_person m
                    WHERE m.organization_id = c.organization_id AND m.person_id = c.participant_id
                      AND m.merged_into_id IS NOT NULL)
$$;

-- Who stands somewhere has a row in `career`: so has a person of whom only another record
-- has one.
CREATE FUNCTION give_career_to_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO career (organization_id, participant_id, update_time)
  SELECT c.organization_id, NEW.merged_into_id, c.update_time FROM career c
  WHERE c.organization_id = NEW.organization_id AND c.participant_id = NEW.person_id
  ON CONFLICT (organization_id, participant_id) DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER give_career_to_person AFTER INSERT OR UPDATE OF merged_into_id ON reach_person
  FOR EACH ROW WHEN (NEW.merged_into_id IS NOT NULL) EXECUTE FUNCTION give_career_to_person();
