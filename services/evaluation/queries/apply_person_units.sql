-- Folds changes of participants, one of a person and day: the unit from a day on.
INSERT INTO person_unit (organization_id, person_id, effective_on, unit_id, version)
SELECT :organization_id, e.person_id, e.effective_on, NULLIF(e.unit_id, '')::uuid, e.version
FROM unnest(:person_id::uuid[], :effective_on::date[], :unit_id::text[], :version::int[])
  AS e(person_id, effective_on, unit_id, version)
ON CONFLICT (organization_id, person_id, effective_on)
DO UPDATE SET unit_id = excluded.unit_id, version = excluded.version
WHERE person_unit.version < excluded.version
