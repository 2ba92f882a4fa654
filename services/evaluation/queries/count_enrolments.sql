-- Enrolments by state.
SELECT state, count(*) AS count, count(*) FILTER (WHERE historical) AS historical_count
FROM enrolment_fact WHERE organization_id = :organization_id GROUP BY state ORDER BY state
