-- Which account teaches which cohort.
SELECT * FROM instructor_record WHERE _organization_id = :organization_id AND _instructor_id = :instructor_id::uuid
