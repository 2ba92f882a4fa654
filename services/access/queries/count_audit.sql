-- Counts the entries of the audit log by the service that they come from.
SELECT 'audit.' || service AS key, count(*) AS value
FROM audit_entry
WHERE organization_id = :organization_id
GROUP BY service
