/** How a customer's message is said: its words in posts; its picture, video or file fetched first and then shown. */
import { type PayloadOf, POST_UNITS, PRIORITY } from "../core/delivery.ts";
import { isMedia, type Part, textOf } from "../core/message.ts";
import { splitText } from "../core/text.ts";
import type { NewContent } from "../store/content.ts";
import { mediaLane } from "../store/lanes.ts";
import type { Context } from "./context.ts";
import type { DraftDelivery } from "./draft.ts";

/** Words that come after a picture wait so long for it to be fetched, and a picture so long for the rest of its album. */
const PICTURE = 8_000;
const ALBUM = 15_000;

type Said = { [K in "say" | "share" | "fetch"]: { kind: K; payload: Partial<PayloadOf<K>> } }[
  | "say"
  | "share"
  | "fetch"] &
  Pick<DraftDelivery, "priority" | "notBefore"> &
  Partial<Pick<DraftDelivery, "lane">>;

export interface Says {
  deliveries: Said[];
  contents: NewContent[];
}

interface Written {
  id: string;
  accountId: number;
  conversationId: number;
  /** The messenger's id of it. */
  originId: string;
  parts: Part[];
  /** Shown in the channel, too. */
  broadcast: boolean;
}

export function saysOf(ctx: Context, message: Written, now: Date): Says {
  const contents = message.parts.flatMap((part, index) => contentOf(ctx, message, part, index) ?? []);
  const words = contents.length === 0 || message.broadcast ? wordsOf(message, now) : [];
  return { deliveries: [...words, ...contents.flatMap((content) => filesOf(message, content, now))], contents };
}

/** A long message takes several posts. Files cannot be shown in the channel, too; that there is one can be said there. */
function wordsOf({ parts, broadcast }: Written, now: Date): Said[] {
  const pieces = Math.max(1, splitText(textOf(parts), POST_UNITS).length);
  return Array.from({ length: pieces }, (_, piece) => ({
    kind: "say",
    payload: { broadcast: broadcast && piece === 0, piece },
    priority: PRIORITY.words,
    notBefore: now,
  }));
}

function filesOf(message: Written, content: NewContent, now: Date): Said[] {
  const { accountId, conversationId } = message;
  const part = message.parts[content.part];
  const album = part?.kind === "image" ? part.album : undefined;
  const patience = album ? ALBUM : PICTURE;
  return [
    {
      kind: "fetch",
      payload: { contentId: content.id },
      priority: PRIORITY.words,
      notBefore: now,
      lane: mediaLane(accountId, conversationId),
    },
    {
      kind: "share",
      payload: album ? { album } : {},
      priority: PRIORITY.words,
      notBefore: new Date(now.getTime() + patience),
    },
  ];
}

function contentOf(ctx: Context, message: Written, part: Part, index: number): NewContent | undefined {
  if (!isMedia(part)) return undefined;
  const { accountId, conversationId, id: messageId, originId } = message;
  const about = part.kind === "file" ? { name: part.name, bytes: bytesOf(part.bytes) } : { name: null, bytes: null };
  return {
    ...{ id: ctx.newId(), accountId, conversationId, messageId, part: index },
    ...{ origin: "line", originId, kind: part.kind },
    ...about,
  };
}

const bytesOf = (told: number | undefined): number | null =>
  told !== undefined && Number.isInteger(told) && told >= 0 && told < 2 ** 31 ? told : null;
