-- Folds changes of units: the place in the tree from a day on. What comes again may have
-- been corrected since.
INSERT INTO unit_parent (organization_id, unit_id, effective_on, parent_id, version)
SELECT DISTINCT ON (e.unit_id, e.effective_on)
       :organization_id, e.unit_id, e.effective_on, NULLIF(e.parent_id, '')::uuid, e.version
FROM unnest(:unit_id::uuid[], :effective_on::date[], :parent_id::text[], :version::int[])
  AS e(unit_id, effective_on, parent_id, version)
WHERE NOT EXISTS (SELECT FROM unit_parent known
                  WHERE known.organization_id = :organization_id AND known.unit_id = e.unit_id
                    AND known.version >= e.version)
ORDER BY e.unit_id, e.effective_on, e.version DESC
ON CONFLICT (organization_id, unit_id, effective_on)
DO UPDATE SET parent_id = excluded.parent_id, version = excluded.version
