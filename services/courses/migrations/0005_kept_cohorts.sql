-- Administrators of units keep the cohorts of these; see the common migration 0011.
SELECT bind_to_units('cohort');

-- Keeps cohorts from being changed by others until the end of the transaction, and tells
-- how many each has room for: also for callers who enrol in cohorts that they do not
-- keep, and could not lock. It runs as the owner, whom no policy of reach binds.
CREATE FUNCTION hold_cohorts(cohorts uuid[]) RETURNS TABLE (cohort_id uuid, capacity int)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT c.cohort_id, c.capacity
  FROM cohort c
  WHERE c.organization_id = current_setting('waymark.organization') AND c.cohort_id = ANY (cohorts)
  ORDER BY c.cohort_id
  FOR NO KEY UPDATE
$$;
