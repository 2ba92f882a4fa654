-- Creates rungs.
INSERT INTO rung (organization_id, rung_id, external_id, ladder_id, title, position, command, content_digest,
                  create_time)
SELECT :organization_id, r.*, :create_time::timestamptz
FROM unnest(:rung_ids::uuid[], :external_ids::text[], :ladder_ids::uuid[], :titles::text[], :positions::int[],
            :commands::boolean[], :content_digests::uuid[]) AS r
