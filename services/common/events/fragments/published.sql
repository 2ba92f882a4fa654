-- The numbered changes of a partition from one number to another, both included: of them the
-- first that are about :bytes long together.
WITH numbered AS (
  SELECT n.first_seq - 1 + row_number() OVER (PARTITION BY n.first_seq ORDER BY change_no) AS pub_seq, change_no
  FROM numbering n, unnest(n.change_nos) AS run, generate_series(lower(run), upper(run) - 1) AS change_no
  WHERE n.partition = :partition AND n.first_seq <= :last_seq
    AND n.first_seq >= (SELECT max(first_seq) FROM numbering WHERE partition = :partition AND first_seq <= :first_seq)
), found AS (
  SELECT numbered.pub_seq, c.*,
         sum(octet_length(c.payload) + coalesce(octet_length(c.diff), 0) + coalesce(octet_length(c.sealed_diff), 0))
           OVER (ORDER BY numbered.pub_seq ROWS UNBOUNDED PRECEDING) AS bytes
  FROM numbered
  CROSS JOIN LATERAL (
    -- One by one by their index, whatever the planner believes of the size of the table.
    SELECT * FROM change c WHERE c.partition = :partition AND c.change_no = numbered.change_no LIMIT 1
  ) AS c
  WHERE numbered.pub_seq >= :first_seq AND numbered.pub_seq <= :last_seq
), published AS (
  SELECT * FROM found WHERE bytes <= :bytes OR pub_seq = :first_seq
)
