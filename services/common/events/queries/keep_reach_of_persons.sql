-- Folds changes of different participants: the unit.
INSERT INTO reach_person (organization_id, person_id, unit_id, version)
SELECT :organization_id, e.person_id, NULLIF(e.unit_id, '')::uuid, e.version
FROM unnest(:person_id::uuid[], :unit_id::text[], :version::int[]) AS e(person_id, unit_id, version)
ON CONFLICT (organization_id, person_id) DO UPDATE SET unit_id = excluded.unit_id, version = excluded.version
WHERE reach_person.version < excluded.version
