-- Notes attempts and what becomes of their deliveries, at most one of each lane. One
-- that another process has brought to an end meanwhile stays as it is.
WITH result AS MATERIALIZED (
  SELECT * FROM unnest(:organization_ids::text[], :delivery_nos::bigint[], :numbers::int[], :times::timestamptz[],
                       :durations::int[], :statuses::int[], :errors::text[], :answers::text[], :states::smallint[],
                       :next_try_times::timestamptz[])
    AS r(organization_id, delivery_no, number, time, duration_ms, status, error, answer, state, next_try_time)
), tried AS (
  INSERT INTO attempt (organization_id, delivery_no, number, time, duration_ms, status, error, answer)
  SELECT organization_id, delivery_no, number, time, duration_ms, status, error, answer FROM result
  ON CONFLICT ON CONSTRAINT attempt_unique DO NOTHING
), noted AS (
  UPDATE delivery d
  SET tries = greatest(d.tries, r.number), state = r.state,
      first_try_time = CASE WHEN d.first_try_time IS NULL THEN r.time ELSE d.first_try_time END,
      end_time = CASE WHEN r.state <> 1 THEN :now::timestamptz END
  FROM result r
  WHERE d.organization_id = r.organization_id AND d.delivery_no = r.delivery_no AND d.state = 1
  RETURNING d.organization_id, d.webhook_id, d.subject, d.state, r.next_try_time
)
UPDATE lane
SET waiting = lane.waiting - (n.state <> 1)::int, next_try_time = n.next_try_time
FROM noted n
WHERE lane.organization_id = n.organization_id AND lane.webhook_id = n.webhook_id AND lane.subject = n.subject
