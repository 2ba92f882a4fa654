-- Of each event the programmes of its course, and the units that its person was in on
-- its day, at any level.
WITH RECURSIVE event AS (
  SELECT e.place, NULLIF(e.person_id, '')::uuid AS person_id, e.day,
         COALESCE(NULLIF(e.course_id, '')::uuid, f.course_id, c.course_id) AS course_id
  FROM unnest(:person_ids::text[], :days::date[], :course_ids::text[], :cohort_ids::text[], :enrolment_ids::text[])
    WITH ORDINALITY AS e(person_id, day, course_id, cohort_id, enrolment_id, place)
  LEFT JOIN enrolment_fact f ON f.organization_id = :organization_id
                            AND f.enrolment_id = NULLIF(e.enrolment_id, '')::uuid
  LEFT JOIN cohort c ON c.organization_id = :organization_id AND c.cohort_id = NULLIF(e.cohort_id, '')::uuid
), within AS (
  SELECT e.place, e.day, u.unit_id
  FROM event e
  JOIN person_unit u ON u.organization_id = :organization_id AND u.person_id = e.person_id
                    AND u.effective_on <= e.day AND e.day < u.until AND u.unit_id IS NOT NULL
  UNION
  SELECT w.place, w.day, above.parent_id
  FROM within w
  CROSS JOIN LATERAL (
    SELECT p.parent_id FROM unit_parent p
    WHERE p.organization_id = :organization_id AND p.unit_id = w.unit_id AND p.effective_on <= w.day
    ORDER BY p.effective_on DESC LIMIT 1
  ) above
  WHERE above.parent_id IS NOT NULL
)
SELECT ARRAY(SELECT p.programme_id::text FROM programme p
             WHERE p.organization_id = :organization_id AND e.course_id = ANY (p.course_ids)) AS programme_ids,
       ARRAY(SELECT w.unit_id::text FROM within w WHERE w.place = e.place) AS unit_ids
FROM event e ORDER BY e.place
