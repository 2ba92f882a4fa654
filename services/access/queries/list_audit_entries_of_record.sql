-- A page of what was done with one record, or with records of one person, the last
-- entry first.
WITH of_subject AS (
  SELECT entry_no, recorded_at, octet_length(record) AS bytes
  FROM audit_entry
  WHERE organization_id = :organization_id AND subject = :record
    AND (recorded_at, entry_no) < ((SELECT coalesce(:after_time::timestamptz, 'infinity')),
                                   (SELECT coalesce(:after::bigint, 9223372036854775807)))
    AND (:service::text IS NULL OR service = :service)
    AND (:type::text IS NULL OR type = :type)
    AND (:method::text IS NULL OR method = :method)
    AND recorded_at >= (SELECT coalesce(:from_time::timestamptz, '-infinity'))
    AND recorded_at < (SELECT coalesce(:before_time::timestamptz, 'infinity'))
  ORDER BY recorded_at DESC, entry_no DESC
  LIMIT :limit
), of_aggregate AS (
  SELECT entry_no, recorded_at, octet_length(record) AS bytes
  FROM audit_entry
  WHERE organization_id = :organization_id AND aggregate = :record AND aggregate <> subject
    AND (recorded_at, entry_no) < ((SELECT coalesce(:after_time::timestamptz, 'infinity')),
                                   (SELECT coalesce(:after::bigint, 9223372036854775807)))
    AND (:service::text IS NULL OR service = :service)
    AND (:type::text IS NULL OR type = :type)
    AND (:method::text IS NULL OR method = :method)
    AND recorded_at >= (SELECT coalesce(:from_time::timestamptz, '-infinity'))
    AND recorded_at < (SELECT coalesce(:before_time::timestamptz, 'infinity'))
  ORDER BY recorded_at DESC, entry_no DESC
  LIMIT :limit
)
SELECT * FROM of_subject UNION ALL SELECT * FROM of_aggregate
ORDER BY recorded_at DESC, entry_no DESC
LIMIT :limit
