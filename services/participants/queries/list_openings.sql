-- A page of openings, the newest first.
SELECT * FROM opening_record
WHERE _organization_id = :organization_id
  AND (:before::uuid IS NULL OR _opening_id < :before::uuid)
  AND (:account_id::uuid IS NULL OR _account_id = :account_id::uuid)
  AND (:of_participant::bool IS FALSE
       OR _participant_id = (SELECT coalesce(:id::uuid, (SELECT participant_id FROM participant
                                                         WHERE organization_id = :organization_id
                                                           AND external_id = :external_id))))
  AND (:open::bool IS NULL OR (_end_time > :now::timestamptz) = :open::bool)
ORDER BY _opening_id DESC
LIMIT :limit
