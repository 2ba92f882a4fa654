-- A page of who holds a post as of a day, by the person's id: of those alone who were ever
-- appointed to it, who are few, by whichever of their records.
SELECT * FROM standing_on(:as_of::date)
WHERE _organization_id = :organization_id
  AND _participant_id > (SELECT coalesce(:after::uuid, '00000000-0000-0000-0000-000000000000'))
  AND _participant_id = ANY (ARRAY(
        SELECT coalesce(m.merged_into_id, e.participant_id) FROM career_event e
        LEFT JOIN reach_person m ON m.organization_id = e.organization_id AND m.person_id = e.participant_id
        WHERE e.organization_id = :organization_id
          AND e.post_id = (SELECT coalesce(:post_id::uuid,
              (SELECT post_id FROM post WHERE organization_id = :organization_id AND external_id = :post_external_id)))))
  AND post = (SELECT name FROM post_record
              WHERE _organization_id = :organization_id
                AND (_post_id = :post_id::uuid OR external_id = :post_external_id))
  AND (:by_rung::boolean IS FALSE
       OR _rung_id = (SELECT coalesce(:rung_id::uuid,
           (SELECT rung_id FROM rung WHERE organization_id = :organization_id AND external_id = :rung_external_id))))
  AND (:by_unit::boolean IS FALSE OR _unit_id = :unit_id::uuid)
  AND (:command::boolean IS NULL
       OR (coalesce(command_rung, false) OR coalesce(command_post AND NOT acting, false)) = :command::boolean)
ORDER BY _participant_id
LIMIT :limit
