-- Records career events.
INSERT INTO career_event (organization_id, career_event_id, external_id, participant_id, type, rung_id, post_id,
                          unit_id, effective_on, order_reference, supersedes_id, place, type_derived, automatic,
                          content_digest, command_post, order_id, create_time)
SELECT :organization_id, e.*, :create_time::timestamptz
FROM unnest(:career_event_ids::uuid[], :external_ids::text[], :participant_ids::uuid[], :types::smallint[],
            :rung_ids::uuid[], :post_ids::uuid[], :unit_ids::uuid[], :effective_on::date[], :order_references::text[],
            :supersedes_ids::uuid[], :places::int[], :types_derived::boolean[], :automatic::boolean[],
            :content_digests::uuid[], :command_posts::boolean[], :order_ids::uuid[]) AS e
