-- Adds enrolments that are not known yet.
INSERT INTO enrolment_fact (organization_id, enrolment_id, person_id, cohort_id, course_id, state, ever_active,
                            historical, enrolled_on, state_on, completed_on, graduated_on, version)
SELECT :organization_id, e.enrolment_id, e.person_id, e.cohort_id, e.course_id, e.state, e.ever_active, e.historical,
       NULLIF(e.enrolled_on, '')::date, NULLIF(e.state_on, '')::date, NULLIF(e.completed_on, '')::date,
       NULLIF(e.graduated_on, '')::date, e.version
FROM unnest(:enrolment_id::uuid[], :person_id::uuid[], :cohort_id::uuid[], :course_id::uuid[], :state::smallint[],
            :ever_active::boolean[], :historical::boolean[], :enrolled_on::text[], :state_on::text[],
            :completed_on::text[], :graduated_on::text[], :version::int[])
  AS e(enrolment_id, person_id, cohort_id, course_id, state, ever_active, historical, enrolled_on, state_on,
       completed_on, graduated_on, version)
