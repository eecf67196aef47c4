import type { Actor } from "../../bridge/staff/actor.ts";
import type { Changed } from "../../bridge/staff/change.ts";
import { type Answer, type Office, refuse, say } from "./command.ts";

/** The answer to who changed a chat: the same sentence that stands in its thread, with which chat it is. */
export function changed({ words }: Office, actor: Actor, result: Changed): Answer {
  if (result.kind === "refused") return refuse(result.refusal);
  const { chat, act } = result;
  return say(`#${chat.id} · ${words.office.act(actor.name, act)}`);
}
