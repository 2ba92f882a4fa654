-- What of each partition is not in its streams yet: how many changes (those of transactions
-- that are under way or were rolled back a moment ago included), and since how many seconds
-- the first that was committed.
SELECT p.partition,
       p.last_seq - p.published_seq
         + greatest(coalesce(pg_sequence_last_value(change_no_seq(p.partition)), 0) - p.settled_no
                    - (SELECT coalesce(sum(upper(run) - lower(run)), 0) FROM unnest(p.numbered_above) AS run), 0)::bigint
         AS changes,
       coalesce(extract(epoch FROM now() - least(numbered.recorded_at, unnumbered.recorded_at)), 0)::bigint AS seconds
FROM publication p
LEFT JOIN LATERAL (
  -- Numbered, but Redis did not take it: the first of its batch. Of the batch first: an index
  -- of rows that a policy guards serves no condition that calls lower().
  SELECT c.recorded_at
  FROM (SELECT lower(change_nos) AS change_no
        FROM numbering n
        WHERE p.published_seq < p.last_seq AND n.partition = p.partition AND n.first_seq <= p.published_seq + 1
        ORDER BY n.first_seq DESC LIMIT 1) AS batch
  JOIN change c ON c.partition = p.partition AND c.change_no = batch.change_no
) AS numbered ON true
LEFT JOIN LATERAL (
  SELECT c.recorded_at
  FROM change c
  WHERE c.partition = p.partition AND c.change_no > p.settled_no AND NOT c.change_no <@ p.numbered_above
  ORDER BY c.change_no LIMIT 1
) AS unnumbered ON true
ORDER BY p.partition
