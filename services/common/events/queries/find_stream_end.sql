-- The last number that was given in a partition, and whether any of its committed changes, of one
-- organization where :of_organization_id is given, waits for one. No row when there is no such partition.
SELECT last_seq AS last_sequence,
       -- Ordered, so that it is looked up in the index however the planner judges the size of the table.
       (SELECT true FROM change c
        WHERE c.partition = :partition AND c.change_no > p.settled_no AND NOT c.change_no <@ p.numbered_above
          AND (:of_organization_id::text IS NULL OR c.organization_id = :of_organization_id)
        ORDER BY c.change_no LIMIT 1) IS NOT NULL AS has_unnumbered
FROM publication p
WHERE partition = :partition
