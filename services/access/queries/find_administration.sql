-- The account that bootstrap makes, if it is there, and whether anybody at all is
-- ADMINISTRATOR of every organization.
SELECT (SELECT account_id FROM account WHERE user_name_key = lower(:user_name::text COLLATE "und-x-icu")) AS account_id,
       (SELECT state FROM account WHERE user_name_key = lower(:user_name::text COLLATE "und-x-icu")) AS state,
       EXISTS (SELECT FROM role_grant
               WHERE organization_id = '*' AND role = 1 AND start_time <= :now::timestamptz
                 AND (end_time IS NULL OR end_time > :now::timestamptz)) AS administrated
