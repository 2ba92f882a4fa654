-- What references to rungs stand for: those that are there, by index.
SELECT r.i - 1 AS item, u.rung_id AS id, u.ladder_id, u.position, u.command
FROM unnest(:ids::uuid[], :external_ids::text[]) WITH ORDINALITY AS r(id, external_id, i)
JOIN rung u ON u.organization_id = :organization_id
  AND u.rung_id = coalesce(r.id, (SELECT rung_id FROM rung
                                  WHERE organization_id = :organization_id AND external_id = r.external_id))
