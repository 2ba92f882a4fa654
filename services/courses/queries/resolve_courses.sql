-- What references to courses stand for; those that are not there are left out.
-- One by one (LIMIT): by index, whatever the statistics say of a table that is filling.
WITH wanted AS MATERIALIZED (
  SELECT asked.i - 1 AS item,
         coalesce(asked.id, (SELECT course_id FROM course
                             WHERE organization_id = :organization_id AND external_id = asked.external_id)) AS id
  FROM unnest(:ids::uuid[], :external_ids::text[]) WITH ORDINALITY AS asked(id, external_id, i)
)
SELECT wanted.item, t.course_id AS id, t.course_version
FROM wanted
CROSS JOIN LATERAL (
  SELECT course_id, course_version FROM course
  WHERE organization_id = :organization_id AND course_id = wanted.id
  LIMIT 1
) t
