-- Adds persons who are not known yet.
INSERT INTO person (organization_id, person_id, sex, birth_date, birth_precision, state, merged_into_id, version)
SELECT :organization_id, e.person_id, e.sex, NULLIF(e.birth_date, '')::date, e.birth_precision,
       e.state, NULLIF(e.merged_into_id, '')::uuid, e.version
FROM unnest(:person_id::uuid[], :sex::smallint[], :birth_date::text[], :birth_precision::smallint[], :state::smallint[],
            :merged_into_id::text[], :version::int[])
  AS e(person_id, sex, birth_date, birth_precision, state, merged_into_id, version)
