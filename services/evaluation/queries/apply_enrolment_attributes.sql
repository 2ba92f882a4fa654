-- Folds state changes of enrolments, one of an attribute: attributes as of the enrolment.
{{add_enrolment_attributes}}
ON CONFLICT (organization_id, key, enrolment_id) DO UPDATE SET value = excluded.value, version = excluded.version
WHERE enrolment_attribute.version < excluded.version
