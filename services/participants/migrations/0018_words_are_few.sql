-- The planner takes the words of a name for a million.

-- They are sorted, not hashed: to go through the hash table for the two words of one person took 60
-- of the 95 µs that it took to write the record and its words.
ALTER FUNCTION add_words() SET enable_hashagg = off;

-- Those that a changed name has no more are looked up by their key. For a million it went through
-- all words of the organization: 10 ms for one name among 100,000 persons.
CREATE OR REPLACE FUNCTION change_words() RETURNS trigger LANGUAGE plpgsql SET enable_hashagg = off AS $$
DECLARE
  before text[] := ARRAY(SELECT word FROM search_words(
    all_names(OLD.display_name, OLD.given_name, OLD.family_name, OLD.patronymic, OLD.other_names)) AS w(word));
  words text[] := ARRAY(SELECT word FROM search_words(
    all_names(NEW.display_name, NEW.given_name, NEW.family_name, NEW.patronymic, NEW.other_names)) AS w(word));
BEGIN
  DELETE FROM participant_word w
  WHERE w.organization_id = OLD.organization_id AND w.participant_id = OLD.participant_id
    AND w.word = ANY (before) AND w.word <> ALL (words);
  INSERT INTO participant_word (organization_id, word, participant_id)
  SELECT NEW.organization_id, word, NEW.participant_id FROM unnest(words) AS word
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
