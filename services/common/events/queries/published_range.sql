-- From which number to which a partition has its change rows. No row when there is no such
-- partition.
SELECT last_seq, coalesce((SELECT min(first_seq) FROM numbering n WHERE n.partition = p.partition), 1) AS first_seq
FROM publication p
WHERE partition = :partition
