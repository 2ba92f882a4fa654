-- What references to cohorts stand for; those that are not there are left out. `kept`:
-- whether the caller may keep what hangs from them, as all may who are not bound to units.
-- One by one (LIMIT): by index, whatever the statistics say of a table that is filling.
WITH wanted AS MATERIALIZED (
  SELECT asked.i - 1 AS item,
         coalesce(asked.id, (SELECT cohort_id FROM cohort
                             WHERE organization_id = :organization_id AND external_id = asked.external_id)) AS id
  FROM unnest(:ids::uuid[], :external_ids::text[]) WITH ORDINALITY AS asked(id, external_id, i)
)
SELECT wanted.item, t.cohort_id AS id, t.course_id, t.course_version, t.state, t.starts_on, t.ends_on, t.capacity,
       current_setting('waymark.units', true) IS NULL
         OR coalesce(t.unit_id = ANY (current_setting('waymark.units', true)::uuid[]), false) AS kept
FROM wanted
CROSS JOIN LATERAL (
  SELECT cohort_id, course_id, course_version, state, starts_on, ends_on, capacity, unit_id FROM cohort
  WHERE organization_id = :organization_id AND cohort_id = wanted.id
  LIMIT 1
) t
