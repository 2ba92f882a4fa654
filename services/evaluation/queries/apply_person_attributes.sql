-- Folds changes of participants, one of an attribute and day: values of attributes from a day on.
{{add_person_attributes}}
ON CONFLICT (organization_id, key, person_id, effective_on)
DO UPDATE SET value = excluded.value, version = excluded.version
WHERE person_attribute.version < excluded.version
