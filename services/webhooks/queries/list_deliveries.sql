-- A page of deliveries of a webhook, the newest first, each with its last attempt.
SELECT d.*, a.number AS _number, (extract(epoch FROM a.time) * 1000000)::bigint AS _time, a.duration_ms AS _duration_ms,
       a.status AS _status, a.error AS _error, a.answer AS _answer
FROM delivery_record d
LEFT JOIN LATERAL (SELECT * FROM attempt
                   WHERE attempt.organization_id = d._organization_id AND attempt.delivery_no = d._delivery_no
                   ORDER BY number DESC LIMIT 1) a ON true
WHERE d._organization_id = :organization_id AND d._webhook_id = :webhook_id::uuid
  AND (:before::bigint IS NULL OR d._delivery_no < :before::bigint)
  AND (:state::smallint IS NULL OR d.state = :state::smallint)
  AND (:type::text IS NULL OR d.type = :type::text)
  AND (:subject::text IS NULL OR d.subject = :subject::text)
  AND (:event_id::text IS NULL OR d.event_id::text = :event_id::text)
ORDER BY d._delivery_no DESC
LIMIT :limit
