-- How much waits and is parked, and for how long that has been due which is due for longest.
SELECT (SELECT coalesce(sum(waiting), 0) FROM lane) AS waiting, (SELECT count(*) FROM delivery WHERE state = 3) AS parked,
       coalesce((SELECT greatest(extract(epoch FROM :now::timestamptz - min(l.next_try_time)), 0)
                 FROM webhook w
                 CROSS JOIN LATERAL (SELECT next_try_time FROM lane
                                     WHERE lane.organization_id = w.organization_id AND lane.webhook_id = w.webhook_id
                                     ORDER BY next_try_time LIMIT 1) l
                 WHERE w.state = 1 AND w.delete_time IS NULL), 0)::float8 AS oldest_due_seconds
