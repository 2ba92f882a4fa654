-- The events of a partition from one number to another, both included, of them the first that
-- are about :bytes long together.
{{published}}
SELECT pub_seq, payload FROM published ORDER BY pub_seq
