-- The numbered changes of a partition from one number to another, both included, with what
-- the audit log tells of them; of them the first that are about :bytes long together.
{{published}}
SELECT pub_seq, payload, aggregate, actor, purpose, method, request_id, address, user_agent, diff, sealed_diff
FROM published
ORDER BY pub_seq
