-- Entries of the audit log, in the order asked. A block is unpacked once, however many of
-- its entries are asked for. LIMIT has each block looked up by its key: the planner, which
-- knows nothing of how many there are, would read them all.
SELECT e.entry_no, e.record, e.previous_hash, e.hash
FROM (
    SELECT DISTINCT (SELECT last_no FROM audit_block
                     WHERE organization_id = :organization_id AND last_no >= asked.entry_no
                     ORDER BY last_no
                     LIMIT 1) AS last_no
    FROM unnest(:entry_nos::bigint[]) AS asked(entry_no)
  ) AS held
  CROSS JOIN LATERAL (
    SELECT first_no, records, previous_hash, hashes FROM audit_block
    WHERE organization_id = :organization_id AND last_no = held.last_no
    LIMIT 1
  ) AS b
  CROSS JOIN LATERAL (
    SELECT b.first_no + u.i - 1 AS entry_no, u.record, u.previous_hash, u.hash
    FROM unnest(b.records, b.hashes, array_prepend(b.previous_hash, b.hashes))
           WITH ORDINALITY AS u(record, hash, previous_hash, i)
  ) AS e
  JOIN unnest(:entry_nos::bigint[]) WITH ORDINALITY AS asked(entry_no, i) ON asked.entry_no = e.entry_no
WHERE e.record IS NOT NULL
ORDER BY asked.i
