-- A page of posts by id.
SELECT * FROM post_record
WHERE _organization_id = :organization_id AND (:after::uuid IS NULL OR _post_id > :after::uuid)
  AND (:external_id::text IS NULL OR external_id = :external_id::text)
  AND (:by_unit::boolean IS FALSE OR _unit_id = :unit_id::uuid)
  AND (:by_rung::boolean IS FALSE
       OR _rung_id = (SELECT coalesce(:rung_id::uuid,
           (SELECT rung_id FROM rung WHERE organization_id = :organization_id AND external_id = :rung_external_id))))
  AND (:command::boolean IS NULL OR command = :command::boolean)
ORDER BY _post_id
LIMIT :limit
