-- Adds attributes as of the enrolment that are not known yet.
INSERT INTO enrolment_attribute (organization_id, key, enrolment_id, value, version)
SELECT :organization_id, e.key, e.enrolment_id, e.value, e.version
FROM unnest(:key::text[], :enrolment_id::uuid[], :value::text[], :version::int[])
  AS e(key, enrolment_id, value, version)
