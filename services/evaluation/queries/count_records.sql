-- How many records of each kind are kept, and references to persons and cohorts
-- that are not.
SELECT (SELECT count(*) FROM person WHERE organization_id = :organization_id) AS persons,
       (SELECT count(*) FROM unit WHERE organization_id = :organization_id) AS units,
       (SELECT count(*) FROM programme WHERE organization_id = :organization_id) AS programmes,
       (SELECT count(*) FROM course WHERE organization_id = :organization_id) AS courses,
       (SELECT count(*) FROM cohort WHERE organization_id = :organization_id) AS cohorts,
       -- As the participants service sums up its own.
       (SELECT coalesce(bit_xor(hashtextextended(concat_ws(' ', person_id, effective_on, unit_id), 0)), 0)
        FROM person_unit WHERE organization_id = :organization_id AND unit_id IS NOT NULL) AS person_units_checksum,
       (SELECT count(*) FROM graduation WHERE organization_id = :organization_id) AS graduations,
       (SELECT count(*) FROM enrolment_fact f
        WHERE f.organization_id = :organization_id
          AND (NOT EXISTS (SELECT FROM person p
                           WHERE p.organization_id = :organization_id AND p.person_id = f.person_id)
               OR NOT EXISTS (SELECT FROM cohort c
                              WHERE c.organization_id = :organization_id AND c.cohort_id = f.cohort_id)))
       + (SELECT count(*) FROM career_fact f
          WHERE f.organization_id = :organization_id
            AND NOT EXISTS (SELECT FROM person p
                            WHERE p.organization_id = :organization_id AND p.person_id = f.person_id))
         AS dangling_references
