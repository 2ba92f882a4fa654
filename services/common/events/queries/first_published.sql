-- The first number whose change row is retained.
SELECT coalesce(min(pub_seq), 1) AS pub_seq FROM change WHERE partition = 0 AND pub_seq IS NOT NULL
