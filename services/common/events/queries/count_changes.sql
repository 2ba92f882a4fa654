-- Counts the events of an organization by type.
SELECT 'events.' || type AS key, count(*) AS value
FROM change
WHERE organization_id = :organization_id
GROUP BY type
