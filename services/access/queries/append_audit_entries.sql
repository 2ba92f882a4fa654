-- Appends blocks of entries to an organization's audit chain, whose head this transaction
-- holds and which had :entries_before. The arrays from types to hashes have an element for
-- each entry; a mention is of the block with this position.
WITH head AS (
  UPDATE audit_head SET entries = :entries, hash = :hash::bytea WHERE organization_id = :organization_id
), mentions AS (
  INSERT INTO audit_mention (organization_id, record, recorded_at, entry_no)
  SELECT :organization_id, m.record, (:recorded::timestamptz[])[m.block], m.entry_no
  FROM unnest(:mentioned::text[], :mention_blocks::int[], :mention_nos::bigint[]) AS m(record, block, entry_no)
)
INSERT INTO audit_block (organization_id, first_no, last_no, service, actor, method, recorded_at, types, lengths, records,
                         previous_hash, hashes)
SELECT :organization_id, b.first_no, b.last_no, b.service, b.actor, b.method, b.recorded_at,
       (:types::text[])[place.first : place.last], (:lengths::int[])[place.first : place.last],
       (:records::bytea[])[place.first : place.last], b.previous_hash,
       (:hashes::bytea[])[place.first : place.last]
FROM unnest(:first_nos::bigint[], :last_nos::bigint[], :services::text[], :actors::text[], :methods::text[],
            :recorded::timestamptz[], :previous_hashes::bytea[])
       AS b(first_no, last_no, service, actor, method, recorded_at, previous_hash)
  CROSS JOIN LATERAL (SELECT (b.first_no - :entries_before)::int AS first, (b.last_no - :entries_before)::int AS last) AS place
