-- Counts the webhooks of an organization, and their deliveries by state.
SELECT 'webhooks' AS key, count(*) AS value
FROM webhook
WHERE organization_id = :organization_id AND delete_time IS NULL
UNION ALL
SELECT 'deliveries.' || (ARRAY['waiting', 'delivered', 'parked'])[state], count(*)
FROM delivery
WHERE organization_id = :organization_id
GROUP BY state
