-- Takes the relay's lock on this session, or has it already, and tells where
-- publication stands. In every transaction anew: a session that was replaced
-- cannot pass for the leader.
SELECT pg_try_advisory_lock(hashtextextended('waymark.relay.' || partition, 0)) AS leads,
       pg_backend_pid() AS session, last_seq, published_seq
FROM publication
WHERE partition = 0
