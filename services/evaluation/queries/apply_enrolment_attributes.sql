-- Folds state changes of enrolments, one of an attribute: attributes as of the enrolment.
INSERT INTO enrolment_attribute (organization_id, key, enrolment_id, value, version)
SELECT :organization_id, e.key, e.enrolment_id, e.value, e.version
FROM unnest(:key::text[], :enrolment_id::uuid[], :value::text[], :version::int[])
  AS e(key, enrolment_id, value, version)
ON CONFLICT (organization_id, key, enrolment_id) DO UPDATE SET value = excluded.value, version = excluded.version
WHERE enrolment_attribute.version < excluded.version
