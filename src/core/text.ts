/**
 * Text as both platforms count it: in UTF-16 units. Words are cut for LINE's limits, names for the space they are shown
 * in, and the marks at the head of what staff write are read here. What is undecided stays inside: every mark is
 * recognised in full width, in any case and behind invisible characters, because staff type with a Japanese keyboard.
 */

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

/** Where text is cut, best first. Each match ends at a place to cut, so the space before a cut stays with its piece. */
const BREAKS = [
  /(?:\r?\n){2,}/g,
  /\r?\n/g,
  /[。！？｡][」』）)”"]*\s*|(?<=[.!?…]["')\]”]?)\s+/g,
  /[^\S\u00a0\u202f\ufeff]+/g,
];

/**
 * Pieces of at most `limit` units that joined together are the text, unit for unit: nothing is trimmed, dropped or added.
 * Empty text has no pieces. A piece is blank only where the text ends in space or has more of it than the limit; who may
 * not send such a piece leaves it out. A grapheme is cut only when it alone is longer than the limit, a surrogate pair never.
 */
export function splitText(text: string, limit: number): string[] {
  if (limit < 2) throw new RangeError(`A limit of ${limit} cannot hold a surrogate pair`);
  const pieces: string[] = [];
  let from = 0;
  while (text.length - from > limit) {
    // two units more than fit: whether one may cut at the limit depends on the code point behind it
    const end = from + cutBefore(text.slice(from, from + limit + 2), limit);
    pieces.push(text.slice(from, end));
    from = end;
  }
  if (from < text.length) pieces.push(text.slice(from));
  return pieces;
}

function cutBefore(window: string, limit: number): number {
  const segments = graphemes.segment(window);
  const ends = BREAKS.map((pattern) => endsOf(pattern, window, limit));
  // a good place in the second half, else any place that does not cut a word, such as a long URL
  const blank = Math.max(0, window.search(/\S/));
  for (const least of [Math.max(blank, limit / 2), blank]) {
    for (const candidates of ends) {
      const end = candidates.findLast((at) => at > least && segments.containing(at)?.index === at);
      if (end !== undefined) return end;
    }
  }
  const boundary = segments.containing(limit)?.index ?? 0;
  if (boundary > 0) return boundary;
  return splitsPair(window, limit) ? limit - 1 : limit;
}

function endsOf(pattern: RegExp, window: string, limit: number): number[] {
  const ends = Array.from(window.matchAll(pattern), (match) => match.index + match[0].length);
  // what reaches over the limit may be cut at the limit when it is only space: a full stop must not begin a piece
  return ends.flatMap((end) => (end <= limit ? [end] : window.slice(limit, end).trim() === "" ? [limit] : []));
}

const splitsPair = (text: string, at: number): boolean =>
  /[\ud800-\udbff]/.test(text.charAt(at - 1)) && /[\udc00-\udfff]/.test(text.charAt(at));

/** The first graphemes of a text, as many as `count` and `maxUnits` allow. */
export function takeGraphemes(text: string, count: number, maxUnits = Infinity): string {
  let end = 0;
  let taken = 0;
  for (const { segment } of graphemes.segment(text)) {
    if (taken === count || end + segment.length > maxUnits) break;
    end += segment.length;
    taken += 1;
  }
  return text.slice(0, end);
}

/** Emoji are matched first: their joiners and tags are the only invisible characters that stay. */
const KEPT_OR_INVISIBLE = /(\p{RGI_Emoji})|[\p{Cf}\p{Cs}\p{Co}\u034f\u17b4\u17b5]/gv;
/** Control characters end words; fillers and the blank Braille cell are letters to Unicode and nothing to the eye. */
const BLANK = /[\s\p{Cc}\u115f\u1160\u2800\u3164\uffa0]+/gu;
const NOTHING_TO_SEE = /^[\s\p{Default_Ignorable_Code_Point}]*$/u;

/** A name on one line with nothing hidden in it; "" when nothing visible is left. */
export function cleanName(raw: string, maxUnits = Infinity): string {
  const shown = raw.replace(KEPT_OR_INVISIBLE, "$1").replace(BLANK, " ").trim();
  if (NOTHING_TO_SEE.test(shown)) return "";
  return takeGraphemes(shown, Infinity, maxUnits).trimEnd();
}

const LEADING = /^[\s\p{Cc}\p{Default_Ignorable_Code_Point}]+/u;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/** The first characters as a human reads them, for comparing: the longest mark is five letters long. */
function head(text: string): string {
  const start = text.replace(LEADING, "").slice(0, 64);
  return start.normalize("NFKC").replace(INVISIBLE, "").toLowerCase();
}

/** `// …`, `メモ: …`, `note: …`: between colleagues, never for the customer. */
export function isInternalComment(text: string): boolean {
  return /^(?:\/\/|(?:メモ|note)\s*:)/u.test(head(text));
}

/** The words of such a comment without its mark; text without one is returned as it is. */
export function uncomment(text: string): string {
  if (!isInternalComment(text)) return text;
  const start = LEADING.exec(text)?.[0].length ?? 0;
  let end = start + 1;
  while (!isInternalComment(text.slice(0, end))) end += 1;
  return text.slice(end).trimStart();
}

/** `/line close` typed into a thread by habit, where Slack runs no commands; `/ 5` and `//` are none. */
export function leadsWithCommand(text: string): boolean {
  return /^\/\p{L}/u.test(head(text));
}

const OWN_COMMAND = /^[\s\p{Cc}\p{Default_Ignorable_Code_Point}]*[/／][lｌ][iｉ][nｎ][eｅ](?![\p{L}\p{N}])/iu;

/**
 * `／ｌｉｎｅ tag VIP`, which Slack takes for words, as it does with ` /line` behind a space: what stands behind our own
 * command. Undefined: it is none.
 */
export function afterOwnCommand(text: string): string | undefined {
  const found = OWN_COMMAND.exec(text);
  return found ? text.slice(found[0].length) : undefined;
}

/** All of `>>>` is the mark: nobody wants to send a customer the third one. */
const MARK =
  /^[\s\p{Cc}\p{Default_Ignorable_Code_Point}]*[>＞][\p{Default_Ignorable_Code_Point}]*[>＞]+[\s\p{Default_Ignorable_Code_Point}]*/u;

/** `>> …`: for the customer, in the mode where only marked words leave. */
export function isMarked(text: string): boolean {
  return MARK.test(text);
}

/** The words without their mark; text without one is returned as it is. */
export function unmark(text: string): string {
  return text.replace(MARK, "");
}

const SENDER_UNITS = 20;

/**
 * A name that LINE takes for `sender.name`. LINE refuses the whole message over the word LINE in it and does not say
 * how it compares, so a Caroline is better unnamed than unheard.
 * https://developers.line.biz/en/reference/messaging-api/#icon-nickname-switch
 */
export function senderName(raw: string): string | undefined {
  const name = cleanName(raw);
  if (name.normalize("NFKC").toLowerCase().includes("line")) return undefined;
  return takeGraphemes(name, Infinity, SENDER_UNITS).trimEnd() || undefined;
}

const USERNAME_UNITS = 80;

/** "Hanako · LINE": who writes, and always from where, so that no customer can pass for a colleague in Slack. */
export function customerUsername(raw: string, fallback: string, suffix = "LINE"): string {
  const name = cleanName(raw) || cleanName(fallback);
  if (name === "") return suffix;
  const tail = ` · ${suffix}`;
  const room = USERNAME_UNITS - tail.length;
  if (name.length <= room) return name + tail;
  return `${takeGraphemes(name, Infinity, room - 1).trimEnd()}…${tail}`;
}
