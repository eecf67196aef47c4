import { type Context, type Method, refused } from "../context.ts";
import { echo, reactionEvent } from "../events.ts";
import { noteOf } from "../state.ts";
import type { Json } from "../types.ts";
import { textOf } from "../values.ts";
import { reach } from "./reach.ts";

const NAME = /^[\p{L}\p{N}_+'-]+(::skin-tone-[2-6])?$/u;

export const add: Method = (slack, body) => change(slack, "reactions.add", body);
export const remove: Method = (slack, body) => change(slack, "reactions.remove", body);

async function change(slack: Context, method: "reactions.add" | "reactions.remove", body: Json): Promise<Json> {
  const { state } = slack;
  const name = textOf(body["name"]);
  if (!NAME.test(name) || !slack.emoji.knows(name.split("::")[0] ?? "")) return refused("invalid_name");
  const place = reach(slack, body["channel"], "write");
  if (place.kind === "refused") return place.answer;
  const channel = place.channel.id;
  const ts = textOf(body["timestamp"]);
  const note = noteOf(state, channel, ts);
  if (!note || note.deleted) return refused("message_not_found");
  const answer = await slack.emulator.asBot(method, { channel, timestamp: ts, name });
  if (answer["ok"] !== true) return answer;
  const type = method === "reactions.add" ? "reaction_added" : "reaction_removed";
  echo(slack, channel, reactionEvent(state, type, { user: state.botUserId, name, channel, ts, author: note.author }));
  return { ok: true };
}
