-- How many links were asked for by a user name, and from an address.
SELECT count(*) FILTER (WHERE user_name_digest = user_name_digest(:user_name)) AS of_name,
       count(*) FILTER (WHERE address = :address) AS of_address
FROM mail
WHERE address IS NOT NULL AND create_time > :since::timestamptz
