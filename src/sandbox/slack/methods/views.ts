import { checkView } from "../checks/view.ts";
import { type Context, type Method, refused } from "../context.ts";
import { must } from "../emulator.ts";
import type { State } from "../state.ts";
import type { Json, ShownView, View } from "../types.ts";
import { isObject, objects, textOf } from "../values.ts";
import { fillIds } from "./fill-ids.ts";

export const open: Method = (slack, body) => exchange(slack, "views.open", body);
export const push: Method = (slack, body) => exchange(slack, "views.push", body);

/** Modals that may lie over each other. */
const STACK = 3;

/**
 * A trigger is good for three seconds and once; the emulator gets one of its own, made at the same moment. The emulator
 * counts modals that were closed long ago, so what lies over what is counted here.
 */
async function exchange(slack: Context, method: "views.open" | "views.push", body: Json): Promise<Json> {
  const { state } = slack;
  const refusal = checkView(body["view"]);
  if (refusal) return refused(refusal.error, refusal.messages);
  const trigger = state.triggers.get(textOf(body["trigger_id"]) || textOf(body["interactivity_pointer"]));
  if (!trigger) return refused("invalid_trigger_id");
  if (trigger.used) return refused("exchanged_trigger_id");
  if (state.now() > trigger.expires) return refused("expired_trigger_id");
  const { user, viewId } = trigger;
  const below = method === "views.push" ? (state.stacks.get(viewId ?? "") ?? []) : [];
  if (method === "views.push" && below.length === 0) return refused("view_not_found");
  if (below.length >= STACK) return refused("push_limit_reached");
  trigger.used = true;
  const made = await must(slack.emulator.asBot("views.generateTriggerId", { user_id: user }));
  const answer = await slack.emulator.asBot("views.open", {
    trigger_id: made["trigger_id"],
    view: named(body["view"]),
  });
  if (isObject(answer["view"])) {
    const id = textOf(answer["view"]["id"]);
    Object.assign(answer["view"], { root_view_id: below[0] ?? id, previous_view_id: below.at(-1) ?? null });
    lay(state, id, below);
  }
  return keep(slack, method, user, answer);
}

/** All of a stack share one list, so that what is closed is gone for each of them. */
export function lay(state: State, id: string, below: string[]): void {
  below.push(id);
  state.stacks.set(id, below);
}

/** Of this person, lowest first, each in its latest state. */
export function openViews(state: State, user: string): View[] {
  const newest = state.views.findLast((shown) => shown.user === user && state.stacks.has(shown.view.id));
  return (state.stacks.get(newest?.view.id ?? "") ?? []).flatMap((id) => {
    const latest = state.views.findLast((shown) => shown.view.id === id);
    return latest ? [latest.view] : [];
  });
}

/** With what lies over it. */
export function takeOff(state: State, id: string): void {
  const stack = state.stacks.get(id) ?? [id];
  const gone = stack.splice(Math.max(0, stack.indexOf(id)));
  for (const each of gone) {
    state.closed.add(each);
    state.stacks.delete(each);
  }
}

export const update: Method = async (slack, body) => {
  const refusal = checkView(body["view"]);
  if (refusal) return refused(refusal.error, refusal.messages);
  if (slack.state.closed.has(textOf(body["view_id"]))) return refused("not_found");
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
