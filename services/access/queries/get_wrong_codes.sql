-- How many wrong codes of an account were counted, and since when.
SELECT failures, micros(first_time) AS first_time FROM wrong_code WHERE account_id = :account_id::uuid
