-- Counts the entries of the audit log by the service that they come from.
SELECT 'audit.' || service AS key, sum(cardinality(lengths))::bigint AS value
FROM audit_block
WHERE organization_id = :organization_id
GROUP BY service
