-- Career events by type.
SELECT type, count(*) AS count, count(*) FILTER (WHERE superseded) AS superseded_count
FROM career_fact WHERE organization_id = :organization_id GROUP BY type ORDER BY type
