-- Folds changes of different participants: what does not depend on the day.
{{add_persons}}
ON CONFLICT (organization_id, person_id)
DO UPDATE SET sex = excluded.sex, birth_date = excluded.birth_date, birth_precision = excluded.birth_precision,
              state = excluded.state, merged_into_id = excluded.merged_into_id, version = excluded.version
WHERE person.version < excluded.version
