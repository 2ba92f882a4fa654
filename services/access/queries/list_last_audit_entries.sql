-- A page of the audit log, the last entry first. Of each block found there is an entry on
-- the page, but for one that the page before has begun.
SELECT b.first_no + e.i - 1 AS entry_no, b.recorded_at, e.bytes
FROM (
    SELECT first_no, recorded_at, types, lengths
    FROM audit_block
    WHERE organization_id = :organization_id
      AND (recorded_at, first_no) < ((SELECT coalesce(:after_time::timestamptz, 'infinity')),
                                     (SELECT coalesce(:after::bigint, 9223372036854775807)))
      AND (:service::text IS NULL OR service = :service)
      AND (:type::text IS NULL OR :type = ANY (types))
      AND (:method::text IS NULL OR method = :method)
      AND recorded_at >= (SELECT coalesce(:from_time::timestamptz, '-infinity'))
      AND recorded_at < (SELECT coalesce(:before_time::timestamptz, 'infinity'))
    ORDER BY recorded_at DESC, last_no DESC
    LIMIT :limit::bigint + 1
  ) AS b
  CROSS JOIN LATERAL unnest(b.types, b.lengths) WITH ORDINALITY AS e(type, bytes, i)
WHERE (b.recorded_at, b.first_no + e.i - 1) < ((SELECT coalesce(:after_time::timestamptz, 'infinity')),
                                               (SELECT coalesce(:after::bigint, 9223372036854775807)))
  AND (:type::text IS NULL OR e.type = :type)
ORDER BY b.recorded_at DESC, entry_no DESC
LIMIT :limit
