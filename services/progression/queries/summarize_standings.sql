-- The number of persons of each rung as of a day.
SELECT r.name AS rung, r.title, r.position, r.command, count(s._participant_id)::int AS person_count
FROM rung_record r
LEFT JOIN standing_on(:as_of::date) s ON s._organization_id = r._organization_id AND s._rung_id = r._rung_id
WHERE r._organization_id = :organization_id
GROUP BY r.name, r.title, r.position, r.command, r._ladder_id, r._rung_id
ORDER BY r._ladder_id, r.position, r._rung_id
