-- Makes so many partitions, and tells why not where that cannot be.
SELECT set_partitions(:partitions::int) AS refusal, (SELECT count(*) FROM publication) AS present
