-- Folds changes of different enrolments: whether each is on the roster of its cohort.
-- Most changes leave that as it is, and write nothing.
{{add_reach_of_enrolments}}
ON CONFLICT (organization_id, cohort_id, enrolment_id)
DO UPDATE SET on_roster = excluded.on_roster, version = excluded.version
WHERE reach_enrolment.version < excluded.version AND reach_enrolment.on_roster <> excluded.on_roster
