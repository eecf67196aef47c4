/**
 * What one commit will change, gathered in memory while the rules decide event after event, then written in a few
 * statements (`flush`). Rows are locked when they are loaded, so nothing else changes them meanwhile.
 */
import type { KnownMessage } from "../core/decision.ts";
import { type DeskFileRef, sketchOf } from "../core/desk-file.ts";
import { Parts, quotedIn, type StaffState, textOf } from "../core/message.ts";
import { type Act, recordActs } from "../store/audit.ts";
import type { Tx } from "../store/client.ts";
import { type Friendship, setFriendship } from "../store/contacts.ts";
import { insertContents, type NewContent } from "../store/content.ts";
import { saveConversations } from "../store/conversations.ts";
import { cancelPending, holdReplies, insertDeliveries, type NewDelivery } from "../store/deliveries.ts";
import { forgetEvents, noteStray, markIgnored } from "../store/events.ts";
import { ensureLanes, type LaneKey, ring } from "../store/lanes.ts";
import { insertMessages, type NewMessage, patchMessage } from "../store/messages.ts";
import type { ConversationRow, MessageRow, ThreadRow } from "../store/rows.ts";
import { insertThreads, type NewThread, patchThread } from "../store/threads.ts";

export interface KnownPlaced extends KnownMessage {
  originKey: string;
  conversationId: number;
  threadId: string | null;
  deskChannel: string | null;
  /** What a customer's message answers to, as the messenger calls it. */
  answers?: string | undefined;
  at: Date;
}

export type DraftDelivery = Omit<NewDelivery, "laneId"> & { lane: LaneKey };

type MessagePatch = Parameters<typeof patchMessage>[2];

export interface Draft {
  conversations: Map<number, ConversationRow>;
  changed: Set<number>;
  threads: Map<string, Pick<ThreadRow, "id" | "conversationId" | "channel" | "ts">>;
  /** By origin key and by id. */
  messages: Map<string, KnownPlaced>;
  /** Conversations in which staff words are held. */
  held: Set<number>;
  /** Conversations that begin to wait with this commit. */
  waiting: Set<number>;
  newThreads: NewThread[];
  lostThreads: string[];
  newMessages: NewMessage[];
  newContents: NewContent[];
  messagePatches: Map<string, MessagePatch>;
  deliveries: DraftDelivery[];
  holds: Map<number, Date>;
  cancelReplies: string[];
  cancelSays: string[];
  friendships: Map<number, Friendship>;
  ignored: Map<string, string[]>;
  /** Keys of desk events in threads that are not ours, as far as we know yet: should one turn out to be ours, they count. */
  strangers: string[];
  /** Threads in which staff wrote and that are not ours, as far as we know yet: `CHANNEL:TS`, and when. */
  strays: Map<string, Date>;
  acts: Act[];
  lanesToRing: { lane: LaneKey; at: Date }[];
}

export function emptyDraft(): Draft {
  return {
    conversations: new Map(),
    changed: new Set(),
    threads: new Map(),
    messages: new Map(),
    held: new Set(),
    waiting: new Set(),
    newThreads: [],
    lostThreads: [],
    newMessages: [],
    newContents: [],
    messagePatches: new Map(),
    deliveries: [],
    holds: new Map(),
    cancelReplies: [],
    cancelSays: [],
    friendships: new Map(),
    ignored: new Map(),
    strangers: [],
    strays: new Map(),
    acts: [],
    lanesToRing: [],
  };
}

export function know(draft: Draft, message: KnownPlaced): void {
  draft.messages.set(message.originKey, message);
  draft.messages.set(message.id, message);
}

/** So many of the messages that it makes the customer has; null where nothing was noted yet. */
export const wentOf = ({ lineIds }: Pick<MessageRow, "lineIds">): number => ((lineIds as string[] | null) ?? []).length;

/** `files`: all of it; `gone`: those of them that the customer has. */
export function knownOf(row: MessageRow, files: DeskFileRef[], gone: string[]): KnownPlaced {
  const { id, originKey, conversationId, threadId, deskChannel, deskTs, sentText, editedAt, reason, at } = row;
  const parts = Parts.parse(row.parts);
  const words = textOf(parts);
  return {
    id,
    originKey,
    conversationId,
    threadId,
    deskChannel,
    deskTs,
    sentText,
    went: wentOf(row),
    files,
    gone,
    sketch: sketchOf(sentText ?? words, parts),
    editedAt,
    reason,
    at,
    words,
    answers: quotedIn(parts),
    state: row.state as StaffState,
  };
}

/** Writes the draft down and rings for what is due; the last thing in the transaction, for the lanes are shared by many. */
export async function flush(tx: Tx, draft: Draft, now: Date): Promise<void> {
  await insertThreads(tx, draft.newThreads);
  for (const id of draft.lostThreads) await patchThread(tx, id, { lost: true });
  await insertMessages(tx, draft.newMessages);
  await insertContents(tx, draft.newContents);
  for (const [id, set] of draft.messagePatches) await patchMessage(tx, id, set);
  await saveConversations(
    tx,
    [...draft.changed].flatMap((id) => draft.conversations.get(id) ?? []),
  );
  for (const friendship of new Set(draft.friendships.values())) {
    await setFriendship(
      tx,
      [...draft.friendships].flatMap(([id, is]) => (is === friendship ? [id] : [])),
      friendship,
    );
  }
  for (const [because, keys] of draft.ignored) await markIgnored(tx, keys, because);
  await forgetEvents(tx, draft.strangers);
  for (const [thread, at] of draft.strays) await noteStray(tx, thread, at);
  await recordActs(tx, draft.acts);
  await cancelPending(tx, draft.cancelReplies, "reply");
  await cancelPending(tx, draft.cancelSays, "say");
  await addDeliveries(tx, draft.deliveries, draft.lanesToRing, now);
  for (const [id, until] of draft.holds) await holdReplies(tx, id, until);
}

/** Adds deliveries to their lanes and rings the lanes. */
export async function addDeliveries(
  tx: Tx,
  deliveries: DraftDelivery[],
  also: { lane: LaneKey; at: Date }[],
  now: Date,
): Promise<void> {
  const calls = [...deliveries.map(({ lane, notBefore }) => ({ lane, at: notBefore })), ...also];
  if (calls.length === 0) return;
  const lanes = await ensureLanes(
    tx,
    calls.map((call) => call.lane),
  );
  const laneId = (lane: LaneKey): number => {
    const id = lanes.get(lane.key);
    if (id === undefined) throw new Error(`No lane ${lane.key}`);
    return id;
  };
  await insertDeliveries(
    tx,
    deliveries.map(({ lane, ...delivery }) => ({ ...delivery, laneId: laneId(lane) })),
  );
  const due = new Map<number, Date>();
  for (const { lane, at } of calls) {
    const id = laneId(lane);
    const before = due.get(id);
    if (!before || at < before) due.set(id, at);
  }
  await ring(tx, due, now);
}
