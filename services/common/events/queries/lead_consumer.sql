-- Takes the lock of a consumer's reading of one partition of a producer on this session, or has
-- it already, and tells how far it has read.
SELECT pg_try_advisory_lock(hashtextextended('waymark.consumer.' || :consumer || '.' || :producer
                                             || CASE WHEN :partition::smallint > 0 THEN '.' || :partition ELSE '' END,
                                             0)) AS leads,
       coalesce((SELECT sequence
                 FROM position
                 WHERE consumer = :consumer AND producer = :producer AND partition = :partition), 0) AS sequence
