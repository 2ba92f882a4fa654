-- Whether any committed change waits for its number.
SELECT EXISTS (SELECT FROM change WHERE partition = 0 AND pub_seq IS NULL) AS waits
