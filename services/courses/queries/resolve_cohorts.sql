-- What references to cohorts stand for; those that are not there are left out.
WITH wanted AS MATERIALIZED (
  SELECT asked.i - 1 AS item,
         coalesce(asked.id, (SELECT cohort_id FROM cohort
                             WHERE organization_id = :organization_id AND external_id = asked.external_id)) AS id
  FROM unnest(:ids::uuid[], :external_ids::text[]) WITH ORDINALITY AS asked(id, external_id, i)
)
SELECT wanted.item, t.cohort_id AS id, t.course_id, t.course_version, t.state, t.starts_on, t.ends_on, t.capacity
FROM wanted
JOIN cohort t ON t.organization_id = :organization_id AND t.cohort_id = wanted.id
