-- What references to sessions stand for; those that are not there are left out.
WITH wanted AS MATERIALIZED (
  SELECT asked.i - 1 AS item,
         coalesce(asked.id, (SELECT session_id FROM session
                             WHERE organization_id = :organization_id AND external_id = asked.external_id)) AS id
  FROM unnest(:ids::uuid[], :external_ids::text[]) WITH ORDINALITY AS asked(id, external_id, i)
)
SELECT wanted.item, t.session_id AS id, t.cohort_id,
       to_char(t.start_time AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS held_on
FROM wanted
JOIN session t ON t.organization_id = :organization_id AND t.session_id = wanted.id
