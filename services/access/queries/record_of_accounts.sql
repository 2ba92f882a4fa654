-- Records changes of accounts' records in a call about one organization.
SELECT record_of_accounts(:change_event_ids::uuid[], :change_aggregates::text[], :change_versions::int[],
                          :change_types::text[], :change_payloads::bytea[], :change_times::timestamptz[], :actor,
                          :purpose, :method, :address, :user_agent, :traceparent, :recorded_at::timestamptz)
