-- Enrolments by id or external id, in the order asked; those that are not there are
-- left out. Row by row (LIMIT), by index whatever the statistics say.
WITH wanted AS MATERIALIZED (
  SELECT asked.i - 1 AS item,
         coalesce(asked.id, (SELECT enrolment_id FROM enrolment
                             WHERE organization_id = :organization_id AND external_id = asked.external_id)) AS id
  FROM unnest(:ids::uuid[], :external_ids::text[]) WITH ORDINALITY AS asked(id, external_id, i)
)
SELECT r.*, wanted.item AS _i
FROM wanted
JOIN LATERAL (
  SELECT * FROM enrolment_record
  WHERE _organization_id = :organization_id AND _enrolment_id = wanted.id
  LIMIT 1
) r ON true
ORDER BY wanted.item
