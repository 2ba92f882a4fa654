-- Folds changes of units, one of a unit and day: the place in the tree from a day on. What
-- comes again may have been corrected since.
INSERT INTO reach_unit (organization_id, unit_id, effective_on, parent_id, version)
SELECT :organization_id, e.unit_id, e.effective_on, NULLIF(e.parent_id, '')::uuid, e.version
FROM unnest(:unit_id::uuid[], :effective_on::date[], :parent_id::text[], :version::int[])
  AS e(unit_id, effective_on, parent_id, version)
WHERE NOT EXISTS (SELECT FROM reach_unit known
                  WHERE known.organization_id = :organization_id AND known.unit_id = e.unit_id
                    AND known.version >= e.version)
ON CONFLICT (organization_id, unit_id, effective_on)
DO UPDATE SET parent_id = excluded.parent_id, version = excluded.version
