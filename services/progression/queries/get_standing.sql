-- Where one person stands as of a day, by any of their records.
SELECT * FROM standing_on(:as_of::date)
WHERE _organization_id = :organization_id AND _participant_id = (SELECT person_of(:participant_id::uuid))
