-- Takes the lock of a partition's relay on this session, or has it already, and tells where
-- publication stands. In every transaction anew: a session that was replaced
-- cannot pass for the leader. It leaves the transaction without an id, as
-- number_changes needs of allocated_no.
SELECT pg_try_advisory_lock(hashtextextended('waymark.relay.' || partition, 0)) AS leads,
       pg_backend_pid() AS session, last_seq, published_seq, audit_taken,
       coalesce(pg_sequence_last_value(change_no_seq(partition)), 0) AS allocated_no
FROM publication
WHERE partition = :partition
