-- A page of the audit log in the order of its chain.
SELECT entry_no, octet_length(record) AS bytes
FROM audit_entry
WHERE organization_id = :organization_id AND entry_no > (SELECT coalesce(:after::bigint, 0))
ORDER BY entry_no
LIMIT :limit
