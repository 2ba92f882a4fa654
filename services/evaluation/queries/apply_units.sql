-- Folds changes of units: the kind.
INSERT INTO unit (organization_id, unit_id, kind, version)
SELECT DISTINCT ON (e.unit_id) :organization_id, e.unit_id, e.kind, e.version
FROM unnest(:unit_id::uuid[], :kind::text[], :version::int[]) AS e(unit_id, kind, version)
ORDER BY e.unit_id, e.version DESC
ON CONFLICT (organization_id, unit_id) DO UPDATE SET kind = excluded.kind, version = excluded.version
WHERE unit.version < excluded.version
