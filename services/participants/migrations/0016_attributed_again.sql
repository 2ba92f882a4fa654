-- An update that named attributes without any said in the person's row that there are none, and
-- those that are there were no longer shown. Of all organizations at once: policies would hide
-- them from their owner.
ALTER TABLE participant NO FORCE ROW LEVEL SECURITY;
ALTER TABLE participant_attribute NO FORCE ROW LEVEL SECURITY;
UPDATE participant p SET attributed = true
WHERE NOT p.attributed
  AND EXISTS (SELECT FROM participant_attribute a
              WHERE a.organization_id = p.organization_id AND a.participant_id = p.participant_id);
ALTER TABLE participant FORCE ROW LEVEL SECURITY;
ALTER TABLE participant_attribute FORCE ROW LEVEL SECURITY;
