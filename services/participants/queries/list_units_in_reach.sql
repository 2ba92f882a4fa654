-- The units of a caller with a right to a part of the persons, and all below them.
SELECT unnest(current_setting('waymark.units', true)::uuid[]) AS unit_id
