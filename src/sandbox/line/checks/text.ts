import type { MessageContext } from "./context.ts";
import {
  checkChoice,
  checkList,
  checkNumber,
  checkObject,
  checkText,
  complain,
  type Fields,
  isFields,
  join,
  type Report,
} from "./report.ts";

/** LINE counts UTF-16 code units, as JavaScript does. */
const MAX_TEXT = 5000;

export function checkTextMessage(report: Report, message: Fields, path: string): void {
  const text = checkText(report, message, "text", path, { max: MAX_TEXT });
  checkList(
    report,
    message,
    "emojis",
    path,
    { min: 0, max: 20, optional: true },
    function checkEmoji(emoji, emojiPath) {
      const index = checkNumber(report, emoji, "index", emojiPath, { min: 0, max: MAX_TEXT, whole: true });
      checkText(report, emoji, "productId", emojiPath, { max: 100 });
      checkText(report, emoji, "emojiId", emojiPath, { max: 100 });
      if (text !== undefined && index !== undefined && text.charAt(index) !== "$")
        complain(report, join(emojiPath, "index"), "Must point at a $ in the text");
    },
  );
}

export function checkTextV2Message(report: Report, message: Fields, path: string, context: MessageContext): void {
  const text = checkText(report, message, "text", path, { max: MAX_TEXT });
  const substitution = message["substitution"] ?? {};
  if (!isFields(substitution)) {
    report.malformed.push(join(path, "substitution"));
    return;
  }
  if (Object.keys(substitution).length > 100)
    complain(report, join(path, "substitution"), "Size must be between 0 and 100");
  if (text !== undefined) checkPlaceholders(report, text, Object.keys(substitution), join(path, "text"));
  const kinds = Object.entries(substitution).map(function checkSubstitute([key, value]) {
    const place = `${path}.substitution.${key}`;
    if (!isFields(value)) return report.malformed.push(place);
    const kind = checkChoice(report, value, "type", place, ["mention", "emoji"]);
    if (kind === "mention") checkMention(report, value, place, context);
    if (kind === "emoji") checkText(report, value, "productId", place, { max: 100 });
    if (kind === "emoji") checkText(report, value, "emojiId", place, { max: 100 });
    return kind;
  });
  for (const kind of ["mention", "emoji"])
    if (kinds.filter((each) => each === kind).length > 20)
      complain(report, join(path, "substitution"), `At most 20 of type ${kind}`);
}

/** `{name}` is a placeholder; a brace that is meant is written twice. */
function checkPlaceholders(report: Report, text: string, keys: readonly string[], property: string): void {
  const rest = text.replaceAll("{{", "").replaceAll("}}", "");
  const names = [...rest.matchAll(/\{([0-9A-Za-z_]{1,20})\}/g)].map((match) => match[1]);
  if (/[{}]/.test(rest.replaceAll(/\{[0-9A-Za-z_]{1,20}\}/g, ""))) complain(report, property, "Invalid placeholder");
  for (const name of names)
    if (name !== undefined && !keys.includes(name)) complain(report, property, `No substitution for {${name}}`);
}

function checkMention(report: Report, value: Fields, path: string, context: MessageContext): void {
  const { chat, mentions } = context;
  if (mentions === "refused" || chat?.kind === "user")
    complain(report, path, "Mentions can be sent to groups and rooms only");
  checkObject(report, value, "mentionee", path, "required", function checkMentionee(mentionee, place) {
    if (checkChoice(report, mentionee, "type", place, ["user", "all"]) !== "user") return;
    const userId = checkText(report, mentionee, "userId", place, { max: 33 });
    if (userId !== undefined && chat !== undefined && chat.kind !== "user" && !chat.members.has(userId))
      complain(report, join(place, "userId"), "The mentionee must be a member of the chat");
  });
}
