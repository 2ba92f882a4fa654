-- A page of grants by id, that is in the order of their making.
SELECT * FROM grant_record
WHERE _organization_id = :organization_id AND (:after::uuid IS NULL OR _grant_id > :after::uuid)
  AND (:by_account::bool IS FALSE
       OR _account_id = (SELECT coalesce(:id::uuid,
                                         (SELECT account_id FROM account
                                          WHERE user_name_key = lower(:user_name::text COLLATE "und-x-icu")))))
  AND (:role::smallint IS NULL OR role = :role::smallint)
  AND (:active::bool IS NULL
       OR :active::bool = (start_time <= :now::timestamptz AND (end_time IS NULL OR end_time > :now::timestamptz)))
ORDER BY _grant_id
LIMIT :limit
