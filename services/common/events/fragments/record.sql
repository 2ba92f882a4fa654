-- The idempotency row and the change rows of one call, for a statement that
-- begins with this fragment. Parameters: Changes::Bind.
WITH request_row AS (
  INSERT INTO request (organization_id, method, request_id, digest, response, received_at)
  SELECT :organization_id, :method, :request_id, :request_digest::uuid, :response::bytea, :recorded_at::timestamptz
  WHERE :request_id::text IS NOT NULL
), change_rows AS (
  INSERT INTO change (organization_id, partition, change_no, event_id, aggregate, aggregate_version, type, payload,
                      diff, sealed_diff, actor, purpose, method, request_id, address, user_agent, traceparent,
                      occurred_at, recorded_at)
  SELECT :organization_id, partition_of(:organization_id), next_change_no(:organization_id), c.event_id, c.aggregate,
         c.aggregate_version, c.type, c.payload, c.diff, c.sealed_diff, :actor, :purpose, :method, :request_id, :address,
         :user_agent, :traceparent, c.occurred_at, :recorded_at::timestamptz
  FROM unnest(:change_event_ids::uuid[], :change_aggregates::text[], :change_versions::int[], :change_types::text[],
              :change_payloads::bytea[], :change_diffs::bytea[], :change_sealed_diffs::bytea[],
              :change_times::timestamptz[])
    WITH ORDINALITY AS c(event_id, aggregate, aggregate_version, type, payload, diff, sealed_diff, occurred_at, position)
  ORDER BY c.position
)
