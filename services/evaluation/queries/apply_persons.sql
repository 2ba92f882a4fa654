-- Folds changes of different participants: what does not depend on the day.
INSERT INTO person (organization_id, person_id, sex, birth_date, birth_precision, state, merged_into_id, version)
SELECT :organization_id, e.person_id, e.sex, NULLIF(e.birth_date, '')::date, e.birth_precision,
       e.state, NULLIF(e.merged_into_id, '')::uuid, e.version
FROM unnest(:person_id::uuid[], :sex::smallint[], :birth_date::text[], :birth_precision::smallint[], :state::smallint[],
            :merged_into_id::text[], :version::int[])
  AS e(person_id, sex, birth_date, birth_precision, state, merged_into_id, version)
ON CONFLICT (organization_id, person_id)
DO UPDATE SET sex = excluded.sex, birth_date = excluded.birth_date, birth_precision = excluded.birth_precision,
              state = excluded.state, merged_into_id = excluded.merged_into_id, version = excluded.version
WHERE person.version < excluded.version
