-- What references to courses stand for; those that are not there are left out.
WITH wanted AS MATERIALIZED (
  SELECT asked.i - 1 AS item,
         coalesce(asked.id, (SELECT course_id FROM course
                             WHERE organization_id = :organization_id AND external_id = asked.external_id)) AS id
  FROM unnest(:ids::uuid[], :external_ids::text[]) WITH ORDINALITY AS asked(id, external_id, i)
)
SELECT wanted.item, t.course_id AS id, t.course_version
FROM wanted
JOIN course t ON t.organization_id = :organization_id AND t.course_id = wanted.id
