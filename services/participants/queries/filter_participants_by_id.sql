-- A page of the persons who pass a filter, by id; of those who
-- are protected on the day `:hidden_on`, only whom the caller knows by name.
SELECT * FROM participant_record
WHERE _organization_id = :organization_id
  AND (:after::uuid IS NULL OR _participant_id > :after::uuid)
  AND (:sex::smallint IS NULL OR sex = :sex::smallint)
  AND (:state::smallint IS NULL OR state = :state::smallint)
  AND (:show_merged::boolean OR _merged_into_id IS NULL)
  AND (:external_id::text IS NULL OR external_id = :external_id::text)
  AND (:name_from::text IS NULL OR _name_key >= lower(:name_from::text COLLATE "und-x-icu") COLLATE "C"
       AND _name_key <= lower(:name_from::text COLLATE "und-x-icu") COLLATE "C" || :name_to::text)
  AND (:hidden_on::date IS NULL OR _protected_before IS NULL OR _protected_before <= :hidden_on::date
       OR _unit_id = ANY (:named_units::uuid[]) OR _participant_id = ANY (:named_persons::uuid[]))
ORDER BY _participant_id
LIMIT :limit
