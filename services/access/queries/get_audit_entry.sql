-- One entry of the audit log.
SELECT entry_no, record, previous_hash, hash FROM audit_entry WHERE organization_id = :organization_id AND entry_no = :entry_no
