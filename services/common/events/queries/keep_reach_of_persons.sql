-- Folds changes of participants: the unit.
INSERT INTO reach_person (organization_id, person_id, unit_id, version)
SELECT DISTINCT ON (e.person_id) :organization_id, e.person_id, NULLIF(e.unit_id, '')::uuid, e.version
FROM unnest(:person_ids::uuid[], :unit_ids::text[], :versions::int[]) AS e(person_id, unit_id, version)
ORDER BY e.person_id, e.version DESC
ON CONFLICT (organization_id, person_id) DO UPDATE SET unit_id = excluded.unit_id, version = excluded.version
WHERE reach_person.version < excluded.version
