/** What staff do to messages that stand. */
import { must } from "../emulator.ts";
import { changedEvent, emitIn, reactionEvent } from "../events.ts";
import { fetchMessage } from "../messages.ts";
import { erase } from "../methods/chat.ts";
import { type Note, noteOf } from "../state.ts";
import { typedText } from "../typed-text.ts";
import type { Delivery, MessagePlace } from "../types.ts";
import { objects } from "../values.ts";
import { type Author, mentionEvent, mentionsBot } from "./say.ts";

export async function edit({ slack, person }: Author, place: MessagePlace, typed: string): Promise<Delivery> {
  const { channel, ts } = place;
  const previous = await fetchMessage(slack, channel, ts);
  const body = { channel, ts, ...typedText(typed, slack.emoji) };
  await must(slack.emulator.asSeat(person.seat, "chat.update", body));
  const message = await fetchMessage(slack, channel, ts);
  if (!message || !previous) throw new Error(`there is no message ${ts}`);
  const delivery = await emitIn(slack, channel, changedEvent(slack.state, channel, message, previous));
  if (mentionsBot(slack, message)) await emitIn(slack, channel, mentionEvent(channel, message));
  return delivery;
}

export async function remove({ slack, person }: Author, place: MessagePlace): Promise<Delivery> {
  const note = noteAt({ slack, person }, place);
  const gone = await erase(slack, note, (body) => slack.emulator.asSeat(person.seat, "chat.delete", body));
  return emitIn(slack, place.channel, gone);
}

export async function loseFile(
  author: Author,
  place: MessagePlace,
  id: string,
  how: { kind: "takenOut"; at: string } | { kind: "deleted" },
): Promise<Delivery> {
  const { slack } = author;
  const { channel, ts } = place;
  const note = noteAt(author, place);
  const previous = await fetchMessage(slack, channel, ts);
  if (!objects(previous?.["files"]).some((file) => file["id"] === id && file["mode"] !== "tombstone"))
    throw new Error(`there is no file ${id} in the message ${ts}`);
  note.lostFiles.set(id, how);
  if (how.kind === "deleted") slack.state.fileChanges.set(id, { facts: { mode: "tombstone" } });
  const message = await fetchMessage(slack, channel, ts);
  if (!message || !previous) throw new Error(`there is no message ${ts}`);
  return emitIn(slack, channel, changedEvent(slack.state, channel, message, previous));
}

export async function react(
  { slack, person }: Author,
  change: "add" | "remove",
  { channel, ts }: MessagePlace,
  name: string,
): Promise<Delivery> {
  const note = noteAt({ slack, person }, { channel, ts });
  await must(slack.emulator.asSeat(person.seat, `reactions.${change}`, { channel, timestamp: ts, name }));
  const type = change === "add" ? "reaction_added" : "reaction_removed";
  const about = { user: person.userId, name, channel, ts, author: note.author };
  return emitIn(slack, channel, reactionEvent(slack.state, type, about));
}

function noteAt({ slack }: Author, { channel, ts }: MessagePlace): Note {
  const note = noteOf(slack.state, channel, ts);
  if (!note || note.deleted) throw new Error(`there is no message ${ts} in ${channel}`);
  return note;
}
