-- Adds values of attributes from a day on that are not known yet.
INSERT INTO person_attribute (organization_id, key, person_id, effective_on, value, version)
SELECT :organization_id, e.key, e.person_id, e.effective_on, e.value, e.version
FROM unnest(:key::text[], :person_id::uuid[], :effective_on::date[], :value::text[], :version::int[])
  AS e(key, person_id, effective_on, value, version)
