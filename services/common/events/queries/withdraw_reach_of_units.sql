-- Takes away that units came to stand elsewhere on days that were told by mistake.
DELETE FROM reach_unit r
USING unnest(:unit_id::uuid[], :effective_on::date[], :version::int[]) AS e(unit_id, effective_on, version)
WHERE r.organization_id = :organization_id AND r.unit_id = e.unit_id AND r.effective_on = e.effective_on
  AND r.version < e.version
