-- Appends entries to an organization's audit chain, whose head this transaction holds.
WITH head AS (
  UPDATE audit_head SET entries = :entries, hash = :hash::bytea WHERE organization_id = :organization_id
)
INSERT INTO audit_entry (organization_id, entry_no, service, type, aggregate, subject, actor, method, recorded_at, record,
                         previous_hash, hash)
SELECT :organization_id, e.*
FROM unnest(:entry_nos::bigint[], :services::text[], :types::text[], :aggregates::text[], :subjects::text[],
            :actors::text[], :methods::text[], :recorded::timestamptz[], :records::bytea[], :previous_hashes::bytea[],
            :hashes::bytea[]) AS e
