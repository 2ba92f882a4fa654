-- Folds state changes of enrolments: the last state, and the days on which each
-- was completed and graduated.
WITH event AS (
  SELECT e.enrolment_id, e.person_id, e.cohort_id, e.course_id, e.state, e.ever_active, e.historical,
         NULLIF(e.enrolled_on, '')::date AS enrolled_on, NULLIF(e.state_on, '')::date AS state_on, e.version
  FROM unnest(:enrolment_id::uuid[], :person_id::uuid[], :cohort_id::uuid[], :course_id::uuid[], :state::smallint[],
              :ever_active::boolean[], :historical::boolean[], :enrolled_on::text[], :state_on::text[], :version::int[])
    AS e(enrolment_id, person_id, cohort_id, course_id, state, ever_active, historical, enrolled_on, state_on, version)
), milestone AS (
  SELECT enrolment_id,
         (array_agg(state_on ORDER BY version DESC) FILTER (WHERE state = 7))[1] AS completed_on,
         (array_agg(state_on ORDER BY version DESC) FILTER (WHERE state = 8))[1] AS graduated_on
  FROM event GROUP BY enrolment_id
), latest AS (
  SELECT DISTINCT ON (enrolment_id) * FROM event ORDER BY enrolment_id, version DESC
)
INSERT INTO enrolment_fact AS f (organization_id, enrolment_id, person_id, cohort_id, course_id, state, ever_active,
                                 historical, enrolled_on, state_on, completed_on, graduated_on, version)
SELECT :organization_id, l.enrolment_id, l.person_id, l.cohort_id, l.course_id, l.state, l.ever_active, l.historical,
       l.enrolled_on, l.state_on, m.completed_on, m.graduated_on, l.version
FROM latest l JOIN milestone m USING (enrolment_id)
ON CONFLICT (organization_id, enrolment_id)
DO UPDATE SET person_id = excluded.person_id, cohort_id = excluded.cohort_id, course_id = excluded.course_id,
              state = excluded.state, ever_active = excluded.ever_active, historical = excluded.historical,
              enrolled_on = excluded.enrolled_on, state_on = excluded.state_on,
              completed_on = COALESCE(excluded.completed_on, f.completed_on),
              graduated_on = COALESCE(excluded.graduated_on, f.graduated_on), version = excluded.version
WHERE f.version < excluded.version
