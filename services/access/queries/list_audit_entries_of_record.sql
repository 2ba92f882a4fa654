-- A page of what was done with one record, or with records of one person, the last
-- entry first.
SELECT m.entry_no, m.recorded_at, b.lengths[m.entry_no - b.first_no + 1] AS bytes
FROM audit_mention m
  CROSS JOIN LATERAL (
    SELECT first_no, service, actor, method, types, lengths FROM audit_block
    WHERE organization_id = m.organization_id AND last_no >= m.entry_no
    ORDER BY last_no
    LIMIT 1
  ) AS b
WHERE m.organization_id = :organization_id AND m.record = :record
  AND (m.recorded_at, m.entry_no) < ((SELECT coalesce(:after_time::timestamptz, 'infinity')),
                                     (SELECT coalesce(:after::bigint, 9223372036854775807)))
  AND (:actor::text IS NULL OR b.actor = :actor)
  AND (:service::text IS NULL OR b.service = :service)
  AND (:type::text IS NULL OR b.types[m.entry_no - b.first_no + 1] = :type)
  AND (:method::text IS NULL OR b.method = :method)
  AND m.recorded_at >= (SELECT coalesce(:from_time::timestamptz, '-infinity'))
  AND m.recorded_at < (SELECT coalesce(:before_time::timestamptz, 'infinity'))
ORDER BY m.recorded_at DESC, m.entry_no DESC
LIMIT :limit
