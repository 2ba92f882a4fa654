-- A page of accounts by id, that is in the order of their making. A filter is held against
-- one account after the other until the page is full.
SELECT * FROM account_record
WHERE (:after::uuid IS NULL OR _account_id > :after::uuid)
  AND (:state::smallint IS NULL OR state = :state::smallint)
  AND (:user_name_from::text IS NULL
       OR _user_name_key >= lower(:user_name_from::text COLLATE "und-x-icu") COLLATE "C"
          AND _user_name_key <= lower(:user_name_from::text COLLATE "und-x-icu") COLLATE "C" || :user_name_to::text)
  AND (:display_name_from::text IS NULL
       OR lower(display_name COLLATE "und-x-icu") COLLATE "C" >= lower(:display_name_from::text COLLATE "und-x-icu") COLLATE "C"
          AND lower(display_name COLLATE "und-x-icu") COLLATE "C"
              <= lower(:display_name_from::text COLLATE "und-x-icu") COLLATE "C" || :display_name_to::text)
  AND (:email_from::text IS NULL
       OR lower(email COLLATE "und-x-icu") COLLATE "C" >= lower(:email_from::text COLLATE "und-x-icu") COLLATE "C"
          AND lower(email COLLATE "und-x-icu") COLLATE "C"
              <= lower(:email_from::text COLLATE "und-x-icu") COLLATE "C" || :email_to::text)
ORDER BY _account_id
LIMIT :limit
