-- A page of the audit log in the order of its chain. Of each block found there is an entry
-- on the page, so as many blocks are enough.
SELECT b.first_no + e.i - 1 AS entry_no, e.bytes
FROM (
    SELECT first_no, lengths
    FROM audit_block
    WHERE organization_id = :organization_id AND last_no > (SELECT coalesce(:after::bigint, 0))
    ORDER BY last_no
    LIMIT :limit
  ) AS b
  CROSS JOIN LATERAL unnest(b.lengths) WITH ORDINALITY AS e(bytes, i)
WHERE b.first_no + e.i - 1 > (SELECT coalesce(:after::bigint, 0))
ORDER BY entry_no
LIMIT :limit
