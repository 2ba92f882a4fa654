-- A page of the persons who pass a filter, by name.
SELECT * FROM participant_record
WHERE _organization_id = :organization_id
  AND (:after::uuid IS NULL OR (_name_key, _participant_id) > (:after_name::text COLLATE "C", :after::uuid))
  AND (:sex::smallint IS NULL OR sex = :sex::smallint)
  AND (:state::smallint IS NULL OR state = :state::smallint)
  AND (:external_id::text IS NULL OR external_id = :external_id::text)
  AND (:name_from::text IS NULL OR _name_key >= lower(:name_from::text COLLATE "und-x-icu") COLLATE "C"
       AND _name_key <= lower(:name_from::text COLLATE "und-x-icu") COLLATE "C" || :name_to::text)
ORDER BY _name_key, _participant_id
LIMIT :limit
