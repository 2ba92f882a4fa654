-- Takes the lock of a consumer's reading of a producer on this session, or has
-- it already, and tells how far it has read.
SELECT pg_try_advisory_lock(hashtextextended('waymark.consumer.' || :consumer || '.' || :producer, 0)) AS leads,
       coalesce((SELECT sequence
                 FROM position
                 WHERE consumer = :consumer AND producer = :producer AND partition = 0), 0) AS sequence
