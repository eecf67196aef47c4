-- Words are looked for by every two characters that stand side by side: it works for Japanese, which has no spaces, and for
-- two characters alone, for which trigrams have nothing. What is looked for has no space in it, so pairs with one are left out.
CREATE FUNCTION bigrams(words text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT coalesce(array_agg(DISTINCT pair), '{}') FROM (
    SELECT (character || lead(character) OVER (ORDER BY place)) COLLATE "C" AS pair
    FROM unnest(string_to_array(words, NULL)) WITH ORDINALITY AS each(character, place)) pairs
  WHERE pair !~ '[ \n]'
$$;

-- What was stored before: as src/core/search.ts makes it, but for capitals that this database does not know and the
-- rarest spaces. New words are written by the app.
UPDATE message SET search = found.words FROM (
  SELECT id, left(trim(regexp_replace(translate(lower(normalize(string_agg(
      coalesce(part->>'text', part->>'name', part->>'label', ''), ' ' ORDER BY place), NFKC)),
    'ァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロヮワヰヱヲンヴヵヶ',
    'ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをんゔゕゖ'), '\s+', ' ', 'g')), 4000) AS words
  FROM message, jsonb_array_elements(parts) WITH ORDINALITY AS each(part, place)
  WHERE search = '' AND jsonb_typeof(parts) = 'array' GROUP BY id) found
WHERE message.id = found.id AND found.words <> '';

UPDATE conversation c SET search = trim(regexp_replace(translate(lower(normalize(names.name, NFKC)),
    'ァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロヮワヰヱヲンヴヵヶ',
    'ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをんゔゕゖ'), '\s+', ' ', 'g'))
FROM (
  SELECT c.id, CASE WHEN c.kind = 'user' THEN k.display_name ELSE c.title END AS name
  FROM conversation c LEFT JOIN contact k ON k.account_id = c.account_id AND k.line_user_id = c.line_id) names
WHERE c.id = names.id AND c.search = '' AND names.name IS NOT NULL;

-- A common word is found among the newest by reading them; a rare one by its pairs. They are written at once: a list of pending
-- pairs makes the one message that finds it full wait for all of them, by a tenth of a second and more.
CREATE INDEX message_words ON message USING gin (bigrams(search) COLLATE "C") WITH (fastupdate = off);
CREATE INDEX message_newest ON message (account_id, at) WHERE search <> '';
CREATE INDEX note_words ON note USING gin (bigrams(search) COLLATE "C") WITH (fastupdate = off);
CREATE INDEX conversation_names ON conversation USING gin (bigrams(search) COLLATE "C") WITH (fastupdate = off);

-- The lists of chats, each in its own order; "all waiting", "mine" and "put off" have their indexes already. A chat changes with
-- every message, and each change is written into every index that it stands in: these hold only the rows of their list.
CREATE INDEX conversation_unassigned ON conversation (account_id, waiting_since) WHERE assignee_id IS NULL AND waiting_since IS NOT NULL;
CREATE INDEX conversation_done ON conversation (account_id, done_at) WHERE status = 'done';
CREATE INDEX conversation_muted ON conversation (account_id, muted_at) WHERE muted <> 'no';
