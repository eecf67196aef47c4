import { checkView } from "../checks/view.ts";
import { type Context, type Method, refused } from "../context.ts";
import { must } from "../emulator.ts";
import type { Json, ShownView, View } from "../types.ts";
import { isObject, objects, textOf } from "../values.ts";
import { fillIds } from "./fill-ids.ts";

export const open: Method = (slack, body) => exchange(slack, "views.open", body);
export const push: Method = (slack, body) => exchange(slack, "views.push", body);

/** A trigger is good for three seconds and once; the emulator gets one of its own, made at the same moment. */
async function exchange(slack: Context, method: "views.open" | "views.push", body: Json): Promise<Json> {
  const refusal = checkView(body["view"]);
  if (refusal) return refused(refusal.error, refusal.messages);
  const trigger = slack.state.triggers.get(textOf(body["trigger_id"]) || textOf(body["interactivity_pointer"]));
  if (!trigger) return refused("invalid_trigger_id");
  if (trigger.used) return refused("exchanged_trigger_id");
  if (slack.state.now() > trigger.expires) return refused("expired_trigger_id");
  trigger.used = true;
  const { user, viewId } = trigger;
  const about = viewId === undefined ? { user_id: user } : { user_id: user, view_id: viewId };
  const made = await must(slack.emulator.asBot("views.generateTriggerId", about));
  const answer = await slack.emulator.asBot(method, { trigger_id: made["trigger_id"], view: named(body["view"]) });
  return keep(slack, method, user, answer);
}

export const update: Method = async (slack, body) => {
  const refusal = checkView(body["view"]);
  if (refusal) return refused(refusal.error, refusal.messages);
  const answer = await slack.emulator.asBot("views.update", { ...body, view: named(body["view"]) });
  const id = isObject(answer["view"]) ? textOf(answer["view"]["id"]) : "";
  const user = slack.state.views.find((shown) => shown.view.id === id)?.user ?? "";
  return keep(slack, "views.update", user, answer);
};

export const publish: Method = async (slack, body) => {
  const refusal = checkView(body["view"]);
  if (refusal) return refused(refusal.error, refusal.messages);
  const user = textOf(body["user_id"]);
  if (!slack.state.people.has(user)) return refused("user_not_found");
  const answer = await slack.emulator.asBot("views.publish", { ...body, view: named(body["view"]) });
  if (isObject(answer["view"])) slack.state.homes.set(user, answer["view"]);
  return keep(slack, "views.publish", user, answer);
};

function keep(slack: Context, via: ShownView["via"], user: string, answer: Json): Json {
  if (isObject(answer["view"])) showView(slack, via, user, answer["view"] as View);
  return answer;
}

export function showView(slack: Context, via: ShownView["via"], user: string, view: View): void {
  slack.state.views.push({ at: slack.state.now(), via, user, view });
}

function named(view: unknown): Json {
  if (!isObject(view)) return {};
  return { ...view, blocks: fillIds(objects(view["blocks"])) };
}
