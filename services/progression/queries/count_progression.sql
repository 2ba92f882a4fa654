-- Counts the career events of an organization by type, superseded ones included.
SELECT 'career_events.' || (ARRAY['hire', 'promotion', 'appointment', 'acting_appointment', 'transfer', 'secondment',
                                  'demotion', 'suspension', 'separation', 'voided'])[type] AS key, count(*) AS value
FROM career_event
WHERE organization_id = :organization_id
GROUP BY type
