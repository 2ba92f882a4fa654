-- Folds changes of different participants: the unit, and into whom they are merged.
INSERT INTO reach_person (organization_id, person_id, unit_id, merged_into_id, version)
SELECT :organization_id, e.person_id, NULLIF(e.unit_id, '')::uuid, NULLIF(e.merged_into_id, '')::uuid, e.version
FROM unnest(:person_id::uuid[], :unit_id::text[], :merged_into_id::text[], :version::int[])
  AS e(person_id, unit_id, merged_into_id, version)
ON CONFLICT (organization_id, person_id)
DO UPDATE SET unit_id = excluded.unit_id, merged_into_id = excluded.merged_into_id, version = excluded.version
WHERE reach_person.version < excluded.version
