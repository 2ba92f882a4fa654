-- Counts the records of an organization.
SELECT 'participants' AS key, count(*) AS value FROM participant WHERE organization_id = :organization_id
UNION ALL
SELECT 'units', count(*) FROM unit WHERE organization_id = :organization_id
