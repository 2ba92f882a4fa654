-- The events of a partition from one number to another, both included.
{{published}}
SELECT pub_seq, payload FROM published ORDER BY pub_seq
