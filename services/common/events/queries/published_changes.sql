-- The numbered changes from one number to another, both included.
SELECT pub_seq, payload
FROM change
WHERE partition = 0 AND pub_seq >= :first_seq AND pub_seq <= :last_seq
ORDER BY pub_seq
