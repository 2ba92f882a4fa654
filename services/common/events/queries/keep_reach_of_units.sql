-- Folds changes of units: the place in the tree from a day on.
INSERT INTO reach_unit (organization_id, unit_id, effective_on, parent_id, version)
SELECT DISTINCT ON (e.unit_id, e.effective_on)
       :organization_id, e.unit_id, e.effective_on, NULLIF(e.parent_id, '')::uuid, e.version
FROM unnest(:unit_ids::uuid[], :days::date[], :parent_ids::text[], :versions::int[])
  AS e(unit_id, effective_on, parent_id, version)
ORDER BY e.unit_id, e.effective_on, e.version DESC
ON CONFLICT (organization_id, unit_id, effective_on)
DO UPDATE SET parent_id = excluded.parent_id, version = excluded.version
WHERE reach_unit.version < excluded.version
