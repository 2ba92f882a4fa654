-- Takes the relay's lock on this session, or has it already, and tells where
-- publication stands. In every transaction anew: a session that was replaced
-- cannot pass for the leader. The planner settings are for number_changes.
SELECT pg_try_advisory_lock(hashtextextended('waymark.relay.' || p.partition, 0)) AS leads,
       pg_backend_pid() AS session, p.last_seq, p.published_seq,
       coalesce((SELECT min(c.pub_seq) FROM change c WHERE c.partition = p.partition AND c.pub_seq IS NOT NULL), 1)
         AS first_seq,
       set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
       set_config('enable_mergejoin', 'off', true)
FROM publication p
WHERE p.partition = 0
