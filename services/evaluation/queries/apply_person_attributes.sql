-- Folds changes of participants, one of an attribute and day: values of attributes from a day on.
INSERT INTO person_attribute (organization_id, key, person_id, effective_on, value, version)
SELECT :organization_id, e.key, e.person_id, e.effective_on, e.value, e.version
FROM unnest(:key::text[], :person_id::uuid[], :effective_on::date[], :value::text[], :version::int[])
  AS e(key, person_id, effective_on, value, version)
ON CONFLICT (organization_id, key, person_id, effective_on)
DO UPDATE SET value = excluded.value, version = excluded.version
WHERE person_attribute.version < excluded.version
