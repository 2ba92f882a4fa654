-- Changes a post.
UPDATE post
SET title = :title, unit_id = :unit_id::uuid, rung_id = :rung_id::uuid, command = :command::boolean,
    version = version + 1, update_time = :update_time::timestamptz
WHERE organization_id = :organization_id AND post_id = :post_id::uuid
