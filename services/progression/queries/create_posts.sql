-- Creates posts.
INSERT INTO post (organization_id, post_id, external_id, title, unit_id, rung_id, command, content_digest, version,
                  create_time, update_time)
SELECT :organization_id, p.*, 1, :create_time::timestamptz, :create_time::timestamptz
FROM unnest(:post_ids::uuid[], :external_ids::text[], :titles::text[], :unit_ids::uuid[], :rung_ids::uuid[],
            :commands::boolean[], :content_digests::uuid[]) AS p
