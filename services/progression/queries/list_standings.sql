-- A page of where persons stand as of a day, by the person's id.
SELECT * FROM standing_on(:as_of::date)
WHERE _organization_id = :organization_id
  AND _participant_id > (SELECT coalesce(:after::uuid, '00000000-0000-0000-0000-000000000000'))
  AND (rung IS NOT NULL OR post IS NOT NULL OR unit IS NOT NULL)
  AND (:by_rung::boolean IS FALSE
       OR _rung_id = (SELECT coalesce(:rung_id::uuid,
           (SELECT rung_id FROM rung WHERE organization_id = :organization_id AND external_id = :rung_external_id))))
  AND (:by_unit::boolean IS FALSE OR _unit_id = :unit_id::uuid)
  AND (:command::boolean IS NULL
       OR (coalesce(command_rung, false) OR coalesce(command_post AND NOT acting, false)) = :command::boolean)
ORDER BY _participant_id
LIMIT :limit
