-- Adds persons who are not known yet.
INSERT INTO reach_person (organization_id, person_id, unit_id, merged_into_id, version)
SELECT :organization_id, e.person_id, NULLIF(e.unit_id, '')::uuid, NULLIF(e.merged_into_id, '')::uuid, e.version
FROM unnest(:person_id::uuid[], :unit_id::text[], :merged_into_id::text[], :version::int[])
  AS e(person_id, unit_id, merged_into_id, version)
