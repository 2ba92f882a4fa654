-- How many partitions the streams have.
SELECT count(*) AS partitions FROM publication
