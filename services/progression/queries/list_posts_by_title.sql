-- A page of the posts of a title, or whose titles begin so, by title.
SELECT * FROM post_record
WHERE _organization_id = :organization_id
  AND _title_key >= (SELECT lower(:title_from::text COLLATE "und-x-icu") COLLATE "C")
  AND _title_key <= (SELECT lower(:title_from::text COLLATE "und-x-icu") COLLATE "C" || :title_to::text)
  AND (:after::uuid IS NULL OR (_title_key, _post_id) > (:after_title::text COLLATE "C", :after::uuid))
  AND (:external_id::text IS NULL OR external_id = :external_id::text)
  AND (:by_unit::boolean IS FALSE OR _unit_id = :unit_id::uuid)
  AND (:by_rung::boolean IS FALSE
       OR _rung_id = (SELECT coalesce(:rung_id::uuid,
           (SELECT rung_id FROM rung WHERE organization_id = :organization_id AND external_id = :rung_external_id))))
  AND (:command::boolean IS NULL OR command = :command::boolean)
ORDER BY _title_key, _post_id
LIMIT :limit
