-- Keeps cohorts from others until the end of the transaction, and tells their seats.
SELECT cohort_id, capacity FROM hold_cohorts(:cohort_ids::uuid[])
