-- Entries of the audit log, in the order asked.
SELECT e.entry_no, e.record, e.previous_hash, e.hash
FROM unnest(:entry_nos::bigint[]) WITH ORDINALITY AS asked(entry_no, i)
JOIN audit_entry e ON e.organization_id = :organization_id AND e.entry_no = asked.entry_no
ORDER BY asked.i
