-- Folds state changes of enrolments: attributes as of the enrolment.
INSERT INTO enrolment_attribute (organization_id, key, enrolment_id, value, version)
SELECT DISTINCT ON (e.key, e.enrolment_id) :organization_id, e.key, e.enrolment_id, e.value, e.version
FROM unnest(:key::text[], :enrolment_id::uuid[], :value::text[], :version::int[])
  WITH ORDINALITY AS e(key, enrolment_id, value, version, position)
ORDER BY e.key, e.enrolment_id, e.version DESC, e.position DESC
ON CONFLICT (organization_id, key, enrolment_id) DO UPDATE SET value = excluded.value, version = excluded.version
WHERE enrolment_attribute.version < excluded.version
