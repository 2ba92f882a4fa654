-- Forgets some of the outcomes that are older than what is sent again, the oldest first, unless a
-- delivery is still known.
DELETE FROM outcome o
USING (SELECT organization_id, outcome_no FROM outcome old
       WHERE recorded_at < :before::timestamptz
         AND NOT EXISTS (SELECT FROM delivery d
                         WHERE d.organization_id = old.organization_id AND d.outcome_no = old.outcome_no)
       ORDER BY recorded_at
       LIMIT :limit) AS gone
WHERE o.organization_id = gone.organization_id AND o.outcome_no = gone.outcome_no
