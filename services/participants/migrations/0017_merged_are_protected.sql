-- Records that are merged into one of a protected person are protected as that one is. Of all
-- organizations at once: policies would hide them from their owner.
ALTER TABLE participant NO FORCE ROW LEVEL SECURITY;
UPDATE participant p SET protected_before = person.protected_before
FROM participant person
WHERE person.organization_id = p.organization_id AND person.participant_id = p.merged_into_id
  AND person.protected_before > coalesce(p.protected_before, '-infinity');
ALTER TABLE participant FORCE ROW LEVEL SECURITY;
