-- Where one person stands as of a day.
SELECT * FROM standing_on(:as_of::date)
WHERE _organization_id = :organization_id AND _participant_id = :participant_id::uuid
