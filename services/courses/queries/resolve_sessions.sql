-- What references to sessions stand for; those that are not there are left out.
-- One by one (LIMIT): by index, whatever the statistics say of a table that is filling.
WITH wanted AS MATERIALIZED (
  SELECT asked.i - 1 AS item,
         coalesce(asked.id, (SELECT session_id FROM session
                             WHERE organization_id = :organization_id AND external_id = asked.external_id)) AS id
  FROM unnest(:ids::uuid[], :external_ids::text[]) WITH ORDINALITY AS asked(id, external_id, i)
)
SELECT wanted.item, t.session_id AS id, t.cohort_id,
       to_char(t.start_time AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS held_on
FROM wanted
CROSS JOIN LATERAL (
  SELECT session_id, cohort_id, start_time FROM session
  WHERE organization_id = :organization_id AND session_id = wanted.id
  LIMIT 1
) t
