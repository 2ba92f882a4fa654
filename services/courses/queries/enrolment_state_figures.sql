-- Counts of an organization's enrolments by state; of each, those that graduated.
SELECT state, count(*) AS count, count(*) FILTER (WHERE historical) AS historical_count,
       count(*) FILTER (WHERE graduated) AS _graduations
FROM enrolment
WHERE organization_id = :organization_id
GROUP BY state
ORDER BY state
