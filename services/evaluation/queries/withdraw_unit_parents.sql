-- Takes away that units came to stand elsewhere on days that were told by mistake.
DELETE FROM unit_parent p
USING unnest(:unit_id::uuid[], :effective_on::date[], :version::int[]) AS e(unit_id, effective_on, version)
WHERE p.organization_id = :organization_id AND p.unit_id = e.unit_id AND p.effective_on = e.effective_on
  AND p.version < e.version
