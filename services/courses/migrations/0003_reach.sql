-- Callers with a right to a part of the persons; see the common migration 0005.
SELECT bind_to_reach(name) FROM unnest(ARRAY['enrolment', 'attendance', 'result', 'credential']) AS name;

-- Seats that are taken in cohorts: enrolments that are ACCEPTED, ACTIVE, SUSPENDED,
-- COMPLETED or GRADUATED, also of persons whom the caller does not see. It runs as
-- the owner, whom no policy of reach binds, and tells a number only.
CREATE FUNCTION seats_taken(cohorts uuid[]) RETURNS TABLE (cohort_id uuid, taken bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT e.cohort_id, count(*)
  FROM enrolment e
  WHERE e.organization_id = current_setting('waymark.organization') AND e.cohort_id = ANY (cohorts)
    AND e.state IN (3, 5, 6, 7, 8)
  GROUP BY e.cohort_id
$$;
