-- Counts of an organization's records.
SELECT (SELECT count(*) FROM programme WHERE organization_id = :organization_id) AS programmes,
       (SELECT count(*) FROM course WHERE organization_id = :organization_id) AS courses,
       (SELECT count(*) FROM cohort WHERE organization_id = :organization_id) AS cohorts,
       (SELECT count(*) FROM session WHERE organization_id = :organization_id) AS sessions,
       (SELECT count(*) FROM assessment WHERE organization_id = :organization_id) AS assessments,
       (SELECT count(*) FROM attendance WHERE organization_id = :organization_id AND code <> 0) AS attendances,
       (SELECT count(*) FROM result WHERE organization_id = :organization_id) AS results,
       (SELECT count(*) FROM credential WHERE organization_id = :organization_id) AS credentials
