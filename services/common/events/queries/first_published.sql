-- The first number of a partition whose change row is retained.
SELECT coalesce(min(first_seq), 1) AS pub_seq FROM numbering WHERE partition = :partition
