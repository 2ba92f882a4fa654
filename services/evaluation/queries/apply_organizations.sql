-- Folds changes of an organization: what it has set.
INSERT INTO organization (organization_id, min_cell, version)
SELECT :organization_id, e.min_cell, e.version
FROM unnest(:min_cell::int[], :version::int[]) AS e(min_cell, version)
ORDER BY e.version DESC LIMIT 1
ON CONFLICT (organization_id) DO UPDATE SET min_cell = excluded.min_cell, version = excluded.version
WHERE organization.version < excluded.version
