-- Persons are searched by the beginnings of the words of their names: of any of them, in any
-- order, without regard to case or accents, in any script. A row for each word: of all indexes
-- row-level security lets only those be asked that compare plainly (ADR 69).

-- A name as it is compared: in lower case, without accents, its words between spaces.
CREATE FUNCTION folded_name(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    -- ASCII. What separates words becomes a space; what has no counterpart, the apostrophes at
    -- the end, goes: O'Brien is found as obrien.
    WHEN octet_length(name) = length(name) THEN translate(lower(name), $from$-.,;:()/"_	|'`$from$, repeat(' ', 12))
    ELSE
      replace(replace(replace(replace(translate(
        lower(
          -- Without the marks of Latin, Greek, Cyrillic, Hebrew and Arabic, and what is drawn as
          -- nothing; other scripts tell words apart by their marks.
          normalize(regexp_replace(normalize(name, NFKD),
            '[\u0300-\u036F\u0483-\u0487\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u064B-\u065F\u0670\u0640\u00AD\u200B-\u200F\u2060\uFEFF]',
            '', 'g'), NFC) COLLATE "und-x-icu"),
        -- Letters that are not made of a letter and an accent, but are typed like one.
        'łøđðħıŋəґς' || $from$-.,;:()/"_	|‐‑‒–—·•・、،«»“”„'`´’‘ʼʻ$from$, 'loddhinaгσ' || repeat(' ', 27)),
        'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th')
  END
$$;

-- Whether it is of scripts that put no space between family and given name: Han, kana, Hangul.
CREATE FUNCTION is_unspaced(word text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT octet_length(word) > length(word) AND word ~ '^[\u3040-\u30FF\u3400-\u9FFF\uAC00-\uD7A3]+$'
$$;

-- The words of what is searched for. mark: what a folded name, after a space, holds where it has
-- a word that begins so.
CREATE FUNCTION asked_words(query text) RETURNS TABLE (word text, mark text) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT DISTINCT left(w, 64) COLLATE "C", CASE WHEN is_unspaced(w) THEN '' ELSE ' ' END || left(w, 64)
  FROM string_to_table(folded_name(query), ' ') AS w WHERE w <> ''
$$;

-- The words by whose beginnings names are found. Where words are not spaced, what follows each
-- letter is one, too.
CREATE FUNCTION search_words(names text) RETURNS SETOF text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT DISTINCT left(substr(word, start), 64) COLLATE "C"
  FROM string_to_table(folded_name(names), ' ') AS word,
       generate_series(1, CASE WHEN is_unspaced(word) THEN length(word) ELSE 1 END) AS start
  WHERE word <> ''
$$;

-- other_names: the texts of the person's other names, which are in `details`, for search. Those of persons
-- recorded before are there from their next change on.
ALTER TABLE participant ADD COLUMN other_names text;

-- All names of a person.
CREATE FUNCTION all_names(display_name text, given_name text, family_name text, patronymic text, other_names text)
RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT concat_ws(' ', display_name, given_name, family_name, patronymic, other_names)
$$;

CREATE TABLE participant_word (
  organization_id text NOT NULL,
  word            text COLLATE "C" NOT NULL,
  participant_id  uuid NOT NULL,
  CONSTRAINT participant_word_unique PRIMARY KEY (organization_id, word, participant_id)
);

-- Of all organizations at once: policies would hide them from their owner.
ALTER TABLE participant NO FORCE ROW LEVEL SECURITY;
INSERT INTO participant_word (organization_id, word, participant_id)
SELECT p.organization_id, w.word, p.participant_id
FROM participant p
  CROSS JOIN LATERAL search_words(all_names(p.display_name, p.given_name, p.family_name, p.patronymic, p.other_names)) AS w(word);
ALTER TABLE participant FORCE ROW LEVEL SECURITY;

-- Kept by triggers, so that programs of before and every statement that writes a name keep them.
CREATE FUNCTION add_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Not by search_words(), which is begun anew for each row: an import took more than twice as long.
  WITH word AS MATERIALIZED (
    SELECT p.organization_id, w.word, p.participant_id
    FROM added p
      CROSS JOIN LATERAL string_to_table(
        folded_name(all_names(p.display_name, p.given_name, p.family_name, p.patronymic, p.other_names)), ' ') AS w(word)
    WHERE w.word <> '')
  INSERT INTO participant_word (organization_id, word, participant_id)
  SELECT organization_id, left(word, 64) COLLATE "C", participant_id FROM word
  UNION
  SELECT organization_id, left(substr(word, start), 64) COLLATE "C", participant_id
  FROM word, generate_series(2, length(word)) AS start
  WHERE is_unspaced(word);
  RETURN NULL;
END $$;
CREATE TRIGGER add_words AFTER INSERT ON participant
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION add_words();

CREATE FUNCTION change_words() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  words text[] := ARRAY(SELECT search_words(all_names(NEW.display_name, NEW.given_name, NEW.family_name, NEW.patronymic, NEW.other_names)));
BEGIN
  DELETE FROM participant_word w
  USING search_words(all_names(OLD.display_name, OLD.given_name, OLD.family_name, OLD.patronymic, OLD.other_names)) AS before(word)
  WHERE w.organization_id = OLD.organization_id AND w.word = before.word AND w.participant_id = OLD.participant_id
    AND before.word <> ALL (words);
  INSERT INTO participant_word (organization_id, word, participant_id)
  SELECT NEW.organization_id, word, NEW.participant_id FROM unnest(words) AS word
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER change_words AFTER UPDATE ON participant FOR EACH ROW
  WHEN ((OLD.display_name, OLD.given_name, OLD.family_name, OLD.patronymic, OLD.other_names)
        IS DISTINCT FROM (NEW.display_name, NEW.given_name, NEW.family_name, NEW.patronymic, NEW.other_names))
  EXECUTE FUNCTION change_words();

ALTER TABLE participant_word ENABLE ROW LEVEL SECURITY;
ALTER TABLE participant_word FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON participant_word
  USING (organization_id = current_setting('waymark.organization', true))
  WITH CHECK (organization_id = current_setting('waymark.organization', true));
-- They are seen and go where their person is.
DO $$
DECLARE
  app text := current_setting('waymark.app_role');
  command text;
BEGIN
  FOREACH command IN ARRAY ARRAY['SELECT', 'UPDATE', 'DELETE'] LOOP
    EXECUTE format($policy$
      CREATE POLICY reach_%s ON participant_word AS RESTRICTIVE FOR %s TO %I
      USING (EXISTS (SELECT FROM participant p
                     WHERE p.organization_id = participant_word.organization_id
                       AND p.participant_id = participant_word.participant_id))$policy$,
      lower(command), command, app || '_part');
  END LOOP;
  EXECUTE format('GRANT SELECT, INSERT, DELETE ON participant_word TO %I', app);
END $$;
SELECT keep_organizations_equal();
