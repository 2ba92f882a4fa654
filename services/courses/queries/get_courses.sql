-- Courses by id or external id, in the order asked; those that are not there are
-- left out.
WITH wanted AS MATERIALIZED (
  SELECT asked.i - 1 AS item,
         coalesce(asked.id, (SELECT course_id FROM course
                             WHERE organization_id = :organization_id AND external_id = asked.external_id)) AS id
  FROM unnest(:ids::uuid[], :external_ids::text[]) WITH ORDINALITY AS asked(id, external_id, i)
)
SELECT r.*, wanted.item AS _i
FROM wanted
JOIN course_record r ON r._organization_id = :organization_id AND r._course_id = wanted.id
ORDER BY wanted.item
