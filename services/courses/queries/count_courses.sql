-- Counts the records of an organization that others keep a copy of.
SELECT 'programmes' AS key, count(*) AS value FROM programme WHERE organization_id = :organization_id
UNION ALL
SELECT 'courses', count(*) FROM course WHERE organization_id = :organization_id
UNION ALL
SELECT 'cohorts', count(*) FROM cohort WHERE organization_id = :organization_id
UNION ALL
SELECT 'graduations', count(*) FROM enrolment WHERE organization_id = :organization_id AND graduated
UNION ALL
SELECT 'enrolments.' || (ARRAY['applied', 'waitlisted', 'accepted', 'rejected', 'active', 'suspended', 'completed',
                               'graduated', 'failed', 'withdrawn', 'dropped_out', 'transferred', 'expelled', 'no_show',
                               'deceased', 'voided'])[state], count(*)
FROM enrolment
WHERE organization_id = :organization_id
GROUP BY state
