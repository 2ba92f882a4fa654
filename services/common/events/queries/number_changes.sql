-- Numbers the next committed changes from the counter, without gaps, and moves
-- the watermark to :published_seq. Only the leader runs it, so the counter is
-- not contended.
WITH batch AS MATERIALIZED (
  SELECT organization_id, change_no, row_number() OVER (ORDER BY change_no) AS place
  FROM change
  WHERE partition = 0 AND pub_seq IS NULL
  ORDER BY change_no
  LIMIT :count
), counter AS (
  UPDATE publication
  SET last_seq = last_seq + (SELECT count(*) FROM batch), published_seq = :published_seq
  WHERE partition = 0 AND (published_seq <> :published_seq OR EXISTS (SELECT FROM batch))
  RETURNING last_seq - (SELECT count(*) FROM batch) AS before
), numbered AS (
  UPDATE change c
  SET pub_seq = counter.before + batch.place
  FROM batch, counter
  WHERE c.organization_id = batch.organization_id AND c.change_no = batch.change_no
  RETURNING c.pub_seq, c.payload
)
SELECT pub_seq, payload FROM numbered ORDER BY pub_seq
