-- Takes away the units that a person belonged to from a day on or later: the present one held then.
DELETE FROM participant_former_unit
WHERE organization_id = :organization_id AND participant_id = :participant_id::uuid
  AND effective_on >= (SELECT coalesce(:effective_on::date, '-infinity'))
