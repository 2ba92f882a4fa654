-- Checks the change rows of an organization: numbered, and contiguous in each
-- record's versions (several events may tell of one version); and that all events that
-- came from others were applied.
WITH versions AS (
  SELECT aggregate, max(aggregate_version) AS last, count(DISTINCT aggregate_version) AS versions
  FROM change
  WHERE organization_id = :organization_id AND aggregate_version > 0
  GROUP BY aggregate
), broken AS (
  SELECT aggregate FROM versions WHERE last <> versions
), twice AS (
  SELECT event_id FROM change WHERE organization_id = :organization_id GROUP BY event_id HAVING count(*) > 1
), unnumbered AS (
  SELECT aggregate FROM change
  WHERE organization_id = :organization_id AND recorded_at < now() - interval '1 minute'
    AND NOT change_no <@ (SELECT coalesce(range_agg(change_nos), '{}') FROM numbering
                             WHERE partition = partition_of(:organization_id))
)
SELECT 'I7' AS invariant, 'the versions of each record are contiguous from 1' AS description,
       (SELECT count(*) FROM broken) AS violations, (SELECT min(aggregate) FROM broken) AS example
UNION ALL
SELECT 'I4', 'each event has an id of its own', (SELECT count(*) FROM twice), (SELECT min(event_id::text) FROM twice)
UNION ALL
SELECT 'I5', 'each change is numbered within a minute', (SELECT count(*) FROM unnumbered),
       (SELECT min(aggregate) FROM unnumbered)
UNION ALL
SELECT 'I6', 'no event is parked', count(*), min(consumer || '/parkedEvents/' || event_id)
FROM parked_event
WHERE organization_id = :organization_id
