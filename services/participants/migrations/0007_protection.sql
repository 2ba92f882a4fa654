-- Until which day, that one not included, a person is protected: `infinity` when
-- they are flagged, else the day on which they certainly come of age
-- (protection.cc); NULL when that is over or not known. Whether somebody is flagged
-- is in `details`.
ALTER TABLE participant ADD COLUMN protected_before date;

-- The same of those recorded so far: of a month or a year its last day, a year more
-- of an estimate (`~`), and of 29 February 1 March.
CREATE FUNCTION pg_temp.of_age_on(birth_date text) RETURNS date LANGUAGE sql AS $$
  SELECT make_date(date_part('year', born.latest)::int + 18 + (birth_date LIKE '%~')::int,
                   date_part('month', born.latest)::int, 1) + date_part('day', born.latest)::int - 1
  FROM (SELECT CASE length(d.text)
                 WHEN 4 THEN make_date(d.text::int, 12, 31)
                 WHEN 7 THEN ((d.text || '-01')::date + interval '1 month - 1 day')::date
                 ELSE d.text::date
               END AS latest
        FROM (SELECT rtrim(birth_date, '~') AS text) d) born
$$;

-- Of all organizations at once: policies would hide them from their owner.
ALTER TABLE participant NO FORCE ROW LEVEL SECURITY;
UPDATE participant SET protected_before = pg_temp.of_age_on(birth_date)
WHERE birth_date IS NOT NULL AND pg_temp.of_age_on(birth_date) > current_date;
ALTER TABLE participant FORCE ROW LEVEL SECURITY;
