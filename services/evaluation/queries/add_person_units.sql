-- Adds units of persons from a day on that are not known yet.
INSERT INTO person_unit (organization_id, person_id, effective_on, unit_id, version)
SELECT :organization_id, e.person_id, e.effective_on, NULLIF(e.unit_id, '')::uuid, e.version
FROM unnest(:person_id::uuid[], :effective_on::date[], :unit_id::text[], :version::int[])
  AS e(person_id, effective_on, unit_id, version)
