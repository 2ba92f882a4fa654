-- Folds changes of participants, one of a person and day: the unit from a day on.
{{add_person_units}}
ON CONFLICT (organization_id, person_id, effective_on)
DO UPDATE SET unit_id = excluded.unit_id, version = excluded.version
WHERE person_unit.version < excluded.version
