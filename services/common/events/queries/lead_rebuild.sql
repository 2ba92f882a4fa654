-- Takes the lock of rebuilding this database's read model on this session, or has it already.
SELECT pg_try_advisory_lock(hashtextextended('waymark.rebuild', 0)) AS leads
