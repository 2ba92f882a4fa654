-- A page of the audit log, the last entry first.
SELECT entry_no, record, previous_hash, hash
FROM audit_entry
WHERE organization_id = :organization_id AND entry_no < (SELECT coalesce(:after::bigint, 9223372036854775807))
  AND (:service::text IS NULL OR service = :service)
  AND (:type::text IS NULL OR type = :type)
  AND (:method::text IS NULL OR method = :method)
  AND (:from_time::timestamptz IS NULL OR recorded_at >= :from_time::timestamptz)
  AND (:before_time::timestamptz IS NULL OR recorded_at < :before_time::timestamptz)
ORDER BY entry_no DESC
LIMIT :limit
