-- The last day of each kind of career event, of these persons and of those whose
-- events were superseded. A promotion can give a post of command too. Types: 2 PROMOTION,
-- 3 APPOINTMENT, 4 ACTING_APPOINTMENT. compute_funnel.sql has the same of some persons.
INSERT INTO person_career AS c (organization_id, person_id, promoted_on, command_promoted_on, command_appointed_on,
                                command_acting_on)
SELECT :organization_id, person_id, max(effective_on) FILTER (WHERE type = 2 AND NOT superseded),
       max(effective_on) FILTER (WHERE type = 2 AND command_rung AND NOT superseded),
       max(effective_on) FILTER (WHERE type IN (2, 3) AND command_post AND NOT superseded),
       max(effective_on) FILTER (WHERE type = 4 AND command_post AND NOT superseded)
FROM career_fact
WHERE organization_id = :organization_id AND person_id IN (
        SELECT unnest(:person_id::uuid[])
        UNION
        SELECT s.person_id FROM career_fact s
        WHERE s.organization_id = :organization_id AND s.career_event_id IN (
          SELECT NULLIF(superseded.id, '')::uuid FROM unnest(:supersedes_id::text[]) AS superseded(id)))
GROUP BY person_id
ON CONFLICT (organization_id, person_id)
DO UPDATE SET promoted_on = excluded.promoted_on, command_promoted_on = excluded.command_promoted_on,
              command_appointed_on = excluded.command_appointed_on, command_acting_on = excluded.command_acting_on
WHERE (c.promoted_on, c.command_promoted_on, c.command_appointed_on, c.command_acting_on)
      IS DISTINCT FROM (excluded.promoted_on, excluded.command_promoted_on, excluded.command_appointed_on,
                        excluded.command_acting_on)
