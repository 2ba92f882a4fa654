-- Takes what is due, of each subject the first, until `taken_until`: of each webhook as
-- many as it may have besides those of it that are under way (`busy_counts` of
-- `busy_webhook_ids`), `limit` in all, those that are due for longest.
WITH due AS (
  SELECT l.organization_id, l.webhook_id, l.subject
  FROM webhook w
  LEFT JOIN unnest(:busy_webhook_ids::uuid[], :busy_counts::int[]) AS busy(webhook_id, count)
    ON busy.webhook_id = w.webhook_id
  CROSS JOIN LATERAL (
    SELECT * FROM lane
    WHERE lane.organization_id = w.organization_id AND lane.webhook_id = w.webhook_id
      AND lane.next_try_time <= :now::timestamptz AND lane.waiting > 0
    ORDER BY lane.next_try_time
    LIMIT greatest(:each::int - coalesce(busy.count, 0), 0)
    FOR UPDATE SKIP LOCKED
  ) l
  WHERE w.state = 1 AND w.delete_time IS NULL
  ORDER BY l.next_try_time
  LIMIT :limit
), taken AS (
  UPDATE lane SET next_try_time = :taken_until::timestamptz
  FROM due
  WHERE lane.organization_id = due.organization_id AND lane.webhook_id = due.webhook_id AND lane.subject = due.subject
  RETURNING lane.organization_id, lane.webhook_id, lane.subject
)
SELECT t.organization_id, t.webhook_id, t.subject, d.delivery_no, d.tries,
       (extract(epoch FROM greatest(coalesce(d.first_try_time, :now::timestamptz), w.enable_time)) * 1000000)::bigint
         AS waits_since,
       w.url, w.sealed_secret,
       CASE WHEN w.previous_secret_expire_time > :now::timestamptz THEN w.sealed_previous_secret END
         AS sealed_previous_secret, o.event
FROM taken t
JOIN webhook w ON w.organization_id = t.organization_id AND w.webhook_id = t.webhook_id
CROSS JOIN LATERAL (
  SELECT * FROM delivery
  WHERE delivery.organization_id = t.organization_id AND delivery.webhook_id = t.webhook_id
    AND delivery.subject = t.subject AND delivery.state = 1
  ORDER BY delivery_no
  LIMIT 1
) d
JOIN outcome o ON o.organization_id = d.organization_id AND o.outcome_no = d.outcome_no
