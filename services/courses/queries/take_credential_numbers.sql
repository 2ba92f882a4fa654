-- Takes the next numbers of a year: the last of them.
INSERT INTO credential_counter (organization_id, year, last_number)
VALUES (:organization_id, :year, :count)
ON CONFLICT (organization_id, year) DO UPDATE SET last_number = credential_counter.last_number + :count
RETURNING last_number
