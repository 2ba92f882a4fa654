-- A page of units by id.
SELECT * FROM unit_record
WHERE _organization_id = :organization_id AND (:after::uuid IS NULL OR _unit_id > :after::uuid)
  AND (:kind::text IS NULL OR kind = :kind::text)
  AND (:external_id::text IS NULL OR external_id = :external_id::text)
  AND (:state::smallint IS NULL OR state = :state::smallint)
  AND (:name_from::text IS NULL OR _name_key >= lower(:name_from::text COLLATE "und-x-icu") COLLATE "C"
       AND _name_key <= lower(:name_from::text COLLATE "und-x-icu") COLLATE "C" || :name_to::text)
  AND (:parent_given::bool IS FALSE
       OR _parent_id = (SELECT coalesce(:parent_id::uuid, (SELECT unit_id FROM unit
                                                           WHERE organization_id = :organization_id
                                                             AND external_id = :parent_external_id))))
ORDER BY _unit_id
LIMIT :limit
