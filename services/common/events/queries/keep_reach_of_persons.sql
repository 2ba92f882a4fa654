-- Folds changes of different participants: the unit, and into whom they are merged.
{{add_reach_of_persons}}
ON CONFLICT (organization_id, person_id)
DO UPDATE SET unit_id = excluded.unit_id, merged_into_id = excluded.merged_into_id, version = excluded.version
WHERE reach_person.version < excluded.version
