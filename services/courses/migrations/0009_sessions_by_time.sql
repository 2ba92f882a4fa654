-- Timetables ask for the sessions of a day or a week, of all cohorts one may see.
CREATE INDEX session_start ON session (organization_id, start_time, session_id);
