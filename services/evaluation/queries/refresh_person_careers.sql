-- The last day of each kind of career event, of these persons and of those whose
-- events were superseded, by all records that are merged into theirs.
WITH wanted AS (
  SELECT unnest(:person_id::uuid[]) AS person_id
  UNION
  SELECT s.person_id FROM career_fact s
  WHERE s.organization_id = :organization_id AND s.career_event_id IN (
    SELECT NULLIF(superseded.id, '')::uuid FROM unnest(:supersedes_id::text[]) AS superseded(id))
), whole AS (
  SELECT DISTINCT coalesce(m.merged_into_id, w.person_id) AS person_id
  FROM wanted w
  LEFT JOIN person m ON m.organization_id = :organization_id AND m.person_id = w.person_id
                    AND m.merged_into_id IS NOT NULL
), record AS (
  SELECT person_id, person_id AS record_id FROM whole
  UNION ALL
  SELECT whole.person_id, m.person_id
  FROM whole JOIN person m ON m.organization_id = :organization_id AND m.merged_into_id = whole.person_id
)
INSERT INTO person_career AS c (organization_id, person_id, promoted_on, command_promoted_on, command_appointed_on,
                                command_acting_on)
SELECT :organization_id, r.person_id, max(f.effective_on) FILTER (WHERE f.type = 2),
       max(f.effective_on) FILTER (WHERE f.type = 2 AND f.command_rung),
       max(f.effective_on) FILTER (WHERE f.type = 3 AND f.command_post),
       max(f.effective_on) FILTER (WHERE f.type = 4 AND f.command_post)
FROM record r
LEFT JOIN career_fact f ON f.organization_id = :organization_id AND f.person_id = r.record_id AND NOT f.superseded
GROUP BY r.person_id
ON CONFLICT (organization_id, person_id)
DO UPDATE SET promoted_on = excluded.promoted_on, command_promoted_on = excluded.command_promoted_on,
              command_appointed_on = excluded.command_appointed_on, command_acting_on = excluded.command_acting_on
WHERE (c.promoted_on, c.command_promoted_on, c.command_appointed_on, c.command_acting_on)
      IS DISTINCT FROM (excluded.promoted_on, excluded.command_promoted_on, excluded.command_appointed_on,
                        excluded.command_acting_on)
