-- How far a consumer has applied a stream.
SELECT coalesce((SELECT sequence FROM position
                 WHERE consumer = :consumer AND producer = :producer AND partition = :partition), 0) AS sequence
