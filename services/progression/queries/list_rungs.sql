-- A page of rungs by ladder, position and id.
SELECT * FROM rung_record
WHERE _organization_id = :organization_id
  AND (:after_ladder::uuid IS NULL
       OR (_ladder_id, position, _rung_id) > (:after_ladder::uuid, :after_position::int, :after_rung::uuid))
  AND (:external_id::text IS NULL OR external_id = :external_id::text)
  AND (:by_ladder::boolean IS FALSE
       OR _ladder_id = (SELECT coalesce(:ladder_id::uuid,
           (SELECT ladder_id FROM ladder
            WHERE organization_id = :organization_id AND external_id = :ladder_external_id))))
  AND (:command::boolean IS NULL OR command = :command::boolean)
ORDER BY _ladder_id, position, _rung_id
LIMIT :limit
