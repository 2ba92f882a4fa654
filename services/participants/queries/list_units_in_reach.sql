-- The units of a caller with a right to some of them, and all below these.
SELECT unnest(current_setting('waymark.units', true)::uuid[]) AS unit_id
