-- What references to assessments stand for; those that are not there are left out.
-- One by one (LIMIT): by index, whatever the statistics say of a table that is filling.
WITH wanted AS MATERIALIZED (
  SELECT asked.i - 1 AS item,
         coalesce(asked.id, (SELECT assessment_id FROM assessment
                             WHERE organization_id = :organization_id AND external_id = asked.external_id)) AS id
  FROM unnest(:ids::uuid[], :external_ids::text[]) WITH ORDINALITY AS asked(id, external_id, i)
)
SELECT wanted.item, t.assessment_id AS id, t.course_id, t.cohort_id, t.max_score, t.pass_score, t.attempts_allowed
FROM wanted
CROSS JOIN LATERAL (
  SELECT assessment_id, course_id, cohort_id, max_score, pass_score, attempts_allowed FROM assessment
  WHERE organization_id = :organization_id AND assessment_id = wanted.id
  LIMIT 1
) t
