-- Numbers the next committed changes of a partition from its counter, without gaps, and moves
-- the watermark to :published_seq. Only the leader runs it, so the counter is
-- not contended. :allocated_no is the last change_no that was given out before this
-- transaction got its id. Gives the first of them that are about :bytes long together, and
-- the last number that was given.
WITH waiting AS (
  SELECT change_no, octet_length(payload) + coalesce(octet_length(diff), 0) + coalesce(octet_length(sealed_diff), 0)
           AS bytes
  FROM change
  WHERE partition = :partition AND change_no > (SELECT settled_no FROM publication WHERE partition = :partition)
    AND NOT change_no <@ (SELECT numbered_above FROM publication WHERE partition = :partition)
  ORDER BY change_no
  LIMIT :count
), batch AS (
  SELECT change_no, row_number() OVER upwards AS place, sum(bytes) OVER upwards AS bytes
  FROM waiting
  WINDOW upwards AS (ORDER BY change_no ROWS UNBOUNDED PRECEDING)
), run AS (
  -- Of numbers that follow on each other, since to gather ranges one by one is dear.
  SELECT count(*) AS changes, min(change_no) AS first_no, max(change_no) AS last_no,
         count(*) FILTER (WHERE bytes <= :bytes) AS given
  FROM batch
  GROUP BY change_no - place
), taken AS MATERIALIZED (
  SELECT coalesce(sum(changes), 0)::bigint AS changes, max(last_no) AS last_no, greatest(sum(given), 1)::bigint AS given,
         coalesce(range_agg(int8range(first_no, last_no, '[]')), '{}') AS change_nos
  FROM run
), settled AS MATERIALIZED (
  -- As far as the batch reaches: a full one may have left some for the next.
  SELECT p.seen_no, CASE WHEN p.seen_xid >= pg_snapshot_xmin(pg_current_snapshot()) THEN p.settled_no
                         WHEN taken.changes < :count THEN p.seen_no
                         ELSE least(p.seen_no, taken.last_no) END AS settled_no
  FROM publication p, taken
  WHERE p.partition = :partition
), moved AS (
  UPDATE publication p
  SET last_seq = p.last_seq + taken.changes,
      published_seq = :published_seq,
      settled_no = settled.settled_no,
      numbered_above = (p.numbered_above + taken.change_nos) * int8multirange(int8range(settled.settled_no, NULL, '()')),
      (seen_no, seen_xid) = (SELECT CASE WHEN again THEN :allocated_no ELSE p.seen_no END,
                                    CASE WHEN again THEN pg_current_xact_id() ELSE p.seen_xid END
                             -- A later id than ours is that of another cluster, from which this one was restored.
                             FROM (SELECT settled.settled_no = p.seen_no OR p.seen_xid > pg_current_xact_id() AS again) AS a)
  FROM taken, settled
  WHERE p.partition = :partition
    AND (p.published_seq <> :published_seq OR taken.changes > 0 OR p.settled_no < :allocated_no)
  RETURNING p.last_seq - taken.changes AS before
), numbered AS (
  INSERT INTO numbering (partition, first_seq, change_nos)
  SELECT :partition, moved.before + 1, taken.change_nos FROM moved, taken WHERE taken.changes > 0
)
-- The same changes, found once more by the same snapshot: carried through the expressions
-- above and sorted, their wide columns would be copied four times, which takes longer.
SELECT moved.before + row_number() OVER (ORDER BY c.change_no) AS pub_seq, moved.before + taken.changes AS last_seq, c.*
FROM moved
  CROSS JOIN taken
  CROSS JOIN LATERAL (
    SELECT change_no, payload, aggregate, actor, purpose, method, request_id, address, user_agent, diff, sealed_diff
    FROM change
    WHERE partition = :partition AND change_no > (SELECT settled_no FROM publication WHERE partition = :partition)
      AND NOT change_no <@ (SELECT numbered_above FROM publication WHERE partition = :partition)
    ORDER BY change_no
    LIMIT taken.given
  ) AS c
ORDER BY c.change_no
