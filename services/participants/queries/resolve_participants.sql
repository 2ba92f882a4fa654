-- What references to persons stand for, in the order asked.
-- One by one (LIMIT): by index, whatever the statistics say of a table that is filling.
SELECT p.participant_id AS id, coalesce(p.state IN (1, 2), false) AS open, coalesce(p.state = 3, false) AS deceased,
       p.unit_id, p.protected_before
FROM unnest(:ids::uuid[], :external_ids::text[]) WITH ORDINALITY AS r(id, external_id, i)
LEFT JOIN LATERAL (
  (SELECT participant_id, state, unit_id, protected_before FROM participant
   WHERE organization_id = :organization_id AND external_id = r.external_id
   LIMIT 1)
  UNION ALL
  (SELECT participant_id, state, unit_id, protected_before FROM participant
   WHERE organization_id = :organization_id AND participant_id = r.id
   LIMIT 1)
) p ON true
ORDER BY r.i
