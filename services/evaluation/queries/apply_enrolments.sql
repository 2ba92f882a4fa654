-- Folds state changes of different enrolments: the last state, and the days on
-- which each was completed and graduated.
INSERT INTO enrolment_fact AS f (organization_id, enrolment_id, person_id, cohort_id, course_id, state, ever_active,
                                 historical, enrolled_on, state_on, completed_on, graduated_on, version)
SELECT :organization_id, e.enrolment_id, e.person_id, e.cohort_id, e.course_id, e.state, e.ever_active, e.historical,
       NULLIF(e.enrolled_on, '')::date, NULLIF(e.state_on, '')::date, NULLIF(e.completed_on, '')::date,
       NULLIF(e.graduated_on, '')::date, e.version
FROM unnest(:enrolment_id::uuid[], :person_id::uuid[], :cohort_id::uuid[], :course_id::uuid[], :state::smallint[],
            :ever_active::boolean[], :historical::boolean[], :enrolled_on::text[], :state_on::text[],
            :completed_on::text[], :graduated_on::text[], :version::int[])
  AS e(enrolment_id, person_id, cohort_id, course_id, state, ever_active, historical, enrolled_on, state_on,
       completed_on, graduated_on, version)
ON CONFLICT (organization_id, enrolment_id)
DO UPDATE SET person_id = excluded.person_id, cohort_id = excluded.cohort_id, course_id = excluded.course_id,
              state = excluded.state, ever_active = excluded.ever_active, historical = excluded.historical,
              enrolled_on = excluded.enrolled_on, state_on = excluded.state_on,
              completed_on = COALESCE(excluded.completed_on, f.completed_on),
              graduated_on = COALESCE(excluded.graduated_on, f.graduated_on), version = excluded.version
WHERE f.version < excluded.version
