-- Checks the audit chain of an organization: see services/common/audit/chain.h.
WITH link AS (
  SELECT entry_no, previous_hash, hash,
         lag(entry_no, 1, 0::bigint) OVER chain AS entry_before,
         lag(hash, 1, sha256(convert_to('waymark.audit.v1' || :organization_id, 'UTF8'))) OVER chain AS hash_before,
         sha256(convert_to('waymark.audit.v1', 'UTF8') || previous_hash || int8send(octet_length(record)) || record)
           AS right_hash
  FROM audit_entry
  WHERE organization_id = :organization_id
  WINDOW chain AS (ORDER BY entry_no)
), broken AS (
  SELECT entry_no FROM link
  WHERE entry_no <> entry_before + 1 OR previous_hash <> hash_before OR hash <> right_hash
), lost AS (
  SELECT h.entries FROM audit_head h
  WHERE h.organization_id = :organization_id
    AND NOT EXISTS (SELECT FROM audit_block b
                    WHERE b.organization_id = h.organization_id AND b.last_no = h.entries
                      AND b.hashes[cardinality(b.hashes)] = h.hash)
)
SELECT 'I10' AS invariant, 'each entry of the audit log follows on the one before' AS description,
       (SELECT count(*) FROM broken) AS violations, (SELECT min(entry_no)::text FROM broken) AS example
UNION ALL
SELECT 'I10', 'the last entry of the audit log is there', (SELECT count(*) FROM lost),
       (SELECT min(entries)::text FROM lost)
