-- Changes a cohort.
UPDATE cohort
SET course_version = :course_version, unit_id = :unit_id::uuid, title = :title, starts_on = :starts_on::date,
    ends_on = :ends_on::date, capacity = :capacity, state = :state, version = version + 1,
    update_time = :now::timestamptz
WHERE organization_id = :organization_id AND cohort_id = :cohort_id::uuid
