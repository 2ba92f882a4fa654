-- Folds state changes of different enrolments: the last state, and the days on
-- which each was completed and graduated.
{{add_enrolments}}
ON CONFLICT (organization_id, enrolment_id)
DO UPDATE SET person_id = excluded.person_id, cohort_id = excluded.cohort_id, course_id = excluded.course_id,
              state = excluded.state, ever_active = excluded.ever_active, historical = excluded.historical,
              enrolled_on = excluded.enrolled_on, state_on = excluded.state_on,
              completed_on = COALESCE(excluded.completed_on, enrolment_fact.completed_on),
              graduated_on = COALESCE(excluded.graduated_on, enrolment_fact.graduated_on), version = excluded.version
WHERE enrolment_fact.version < excluded.version
