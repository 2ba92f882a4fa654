-- Seats that are taken in cohorts, also by persons whom the caller does not see.
SELECT cohort_id, taken FROM seats_taken(:cohort_ids::uuid[])
