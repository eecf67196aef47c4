/** Buttons, menus, shortcuts and modals, in the shape of Slack's payloads. */
import { checkSuggestions } from "../checks/elements.ts";
import { checkView } from "../checks/view.ts";
import type { Context } from "../context.ts";
import { told } from "../events.ts";
import { createId, createSecret } from "../ids.ts";
import { fetchMessage } from "../messages.ts";
import { lay, showView, takeOff } from "../methods/views.ts";
import { handleOf } from "../present.ts";
import { createResponseUrl } from "../response-url.ts";
import type { Person } from "../state.ts";
import type { Delivery, Ephemeral, Json, Message, MessagePlace, View } from "../types.ts";
import { isObject, objects, textOf } from "../values.ts";
import { elementState, findElement, viewValues } from "./elements.ts";
import type { Author } from "./say.ts";

const TRIGGER_LIFETIME = 3000;

export async function click(author: Author, place: MessagePlace, actionId: string, value?: unknown): Promise<Delivery> {
  const { slack, person } = author;
  const message = await messageAt(slack, place);
  const threadTs = message.thread_ts === message.ts ? undefined : message.thread_ts;
  const url = createResponseUrl(slack, {
    user: person.userId,
    channel: place.channel,
    message: { ts: message.ts, ephemeral: undefined },
    threadTs,
  });
  return interact(author, {
    type: "block_actions",
    container: {
      type: "message",
      message_ts: message.ts,
      channel_id: place.channel,
      is_ephemeral: false,
      ...(threadTs !== undefined && { thread_ts: threadTs }),
    },
    channel: channelFields(slack, place.channel),
    message: told(message),
    state: { values: viewValues(message.blocks ?? [], {}) },
    response_url: url,
    actions: [action(slack, message.blocks ?? [], actionId, value)],
  });
}

export async function clickEphemeral(
  author: Author,
  shown: Ephemeral,
  actionId: string,
  value?: unknown,
): Promise<Delivery> {
  const { slack, person } = author;
  if (shown.deleted) throw new Error("the ephemeral message is gone");
  const url = createResponseUrl(slack, {
    user: person.userId,
    channel: shown.channel,
    message: { ts: shown.message_ts, ephemeral: shown },
    threadTs: shown.thread_ts,
  });
  return interact(author, {
    type: "block_actions",
    container: {
      type: "message",
      message_ts: shown.message_ts,
      channel_id: shown.channel,
      is_ephemeral: true,
      ...(shown.thread_ts !== undefined && { thread_ts: shown.thread_ts }),
    },
    channel: channelFields(slack, shown.channel),
    state: { values: viewValues(shown.blocks, {}) },
    response_url: url,
    actions: [action(slack, shown.blocks, actionId, value)],
  });
}

export function clickView(
  author: Author,
  view: View,
  actionId: string,
  { chosen, given }: { chosen: unknown; given: Json },
): Promise<Delivery> {
  const state = { values: viewValues(view.blocks, given) };
  const payload = {
    type: "block_actions",
    container: { type: "view", view_id: view.id },
    view: { ...view, state },
    actions: [action(author.slack, view.blocks, actionId, chosen)],
  };
  return interact(author, payload, view.id);
}

export async function shortcut(author: Author, callbackId: string, place?: MessagePlace): Promise<Delivery> {
  const { slack, person } = author;
  const action_ts = slack.state.nextTs();
  if (!place) return interact(author, { type: "shortcut", callback_id: callbackId, action_ts });
  const message = await messageAt(slack, place);
  const threadTs = message.thread_ts;
  return interact(author, {
    type: "message_action",
    callback_id: callbackId,
    action_ts,
    message_ts: message.ts,
    message: told(message),
    channel: channelFields(slack, place.channel),
    response_url: createResponseUrl(slack, { user: person.userId, channel: place.channel, threadTs }),
  });
}

export async function submit(author: Author, view: View, values: Json): Promise<Delivery> {
  const filled = { ...view, state: { values: viewValues(view.blocks, values) } };
  const delivery = await interact(author, { type: "view_submission", view: filled, response_urls: [] }, view.id);
  const act = isObject(delivery.answer) ? delivery.answer : {};
  applyResponseAction(author, view, act);
  // an empty answer closes it; without an answer it stays, with a warning
  const good = delivery.status >= 200 && delivery.status < 300;
  if (good && act["response_action"] === undefined) takeOff(author.slack.state, view.id);
  if (good && act["response_action"] === "clear") takeOff(author.slack.state, lowest(author.slack, view));
  return delivery;
}

const lowest = ({ state }: Context, view: View): string => state.stacks.get(view.id)?.[0] ?? view.id;

function applyResponseAction({ slack, person }: Author, view: View, answer: Json): void {
  const { violations } = slack.state;
  const act = answer["response_action"];
  if (act === "errors" && isObject(answer["errors"])) {
    const inputs = view.blocks.filter((block) => block["type"] === "input").map((block) => block["block_id"]);
    const strangers = Object.keys(answer["errors"]).filter((blockId) => !inputs.includes(blockId));
    for (const blockId of strangers) violations.push(`view_submission: errors for ${blockId}, which is no input block`);
  }
  if (act !== "update" && act !== "push") return;
  const refusal = checkView(answer["view"]);
  if (refusal) violations.push(`view_submission: ${refusal.error} ${refusal.messages?.join("; ") ?? ""}`);
  else if (isObject(answer["view"])) {
    const id = act === "update" ? view.id : createId("V");
    const below = slack.state.stacks.get(view.id) ?? [];
    if (act === "push" && below.length >= 3) return void violations.push("view_submission: push_limit_reached");
    if (act === "push") lay(slack.state, id, below);
    const { callback_id = "", private_metadata = "", ...rest } = answer["view"];
    const shown = {
      ...rest,
      callback_id,
      private_metadata,
      id,
      hash: createSecret(4),
      blocks: objects(rest["blocks"]),
    };
    showView(slack, "response_action", person.userId, shown as unknown as View);
  }
}

export function closeView(author: Author, view: View): Promise<Delivery> {
  takeOff(author.slack.state, view.id);
  if (view["notify_on_close"] !== true)
    return Promise.resolve({ status: 0, milliseconds: 0, answer: undefined, error: "not_sent" });
  return interact(author, { type: "view_closed", view, is_cleared: false }, view.id);
}

export async function suggest(author: Author, view: View, actionId: string, value: string): Promise<Delivery> {
  const { blockId } = findElement(view.blocks, actionId);
  const payload = { type: "block_suggestion", container: { type: "view", view_id: view.id }, view };
  const delivery = await interact(author, { ...payload, action_id: actionId, block_id: blockId, value });
  const { violations } = author.slack.state;
  for (const problem of checkSuggestions(delivery.answer)) violations.push(`block_suggestion: ${problem}`);
  return delivery;
}

function interact(author: Author, about: Json, viewId?: string): Promise<Delivery> {
  const { slack, person } = author;
  const { state } = slack;
  const handle = handleOf(person.options.name);
  const payload: Json = {
    ...about,
    user: { id: person.userId, username: handle, name: handle, team_id: person.teamId },
    api_app_id: state.appId,
    token: "verification",
    team: { id: state.teamId, domain: state.domain },
    enterprise: null,
    is_enterprise_install: false,
  };
  if (about["type"] !== "block_suggestion" && about["type"] !== "view_closed") {
    payload["trigger_id"] = createTrigger(slack, person, viewId);
  }
  const fields = { payload: JSON.stringify(payload) };
  return slack.poster.form("interaction", textOf(about["type"]), fields, payload);
}

export function createTrigger(slack: Context, person: Person, viewId?: string): string {
  const id = `${createId("", 12)}.${createId("", 12)}.${createSecret()}`;
  const expires = slack.state.now() + TRIGGER_LIFETIME;
  slack.state.triggers.set(id, { user: person.userId, expires, used: false, viewId });
  return id;
}

function action(slack: Context, blocks: readonly Json[], actionId: string, value?: unknown): Json {
  const { blockId, element } = findElement(blocks, actionId, value);
  return {
    ...elementState(element, value),
    action_id: actionId,
    block_id: blockId,
    action_ts: slack.state.nextTs(),
  };
}

async function messageAt(slack: Context, { channel, ts }: MessagePlace): Promise<Message> {
  const message = await fetchMessage(slack, channel, ts);
  if (!message) throw new Error(`there is no message ${ts} in ${channel}`);
  return message;
}

export function channelFields(slack: Context, id: string): { id: string; name: string } {
  const channel = slack.state.channels.get(id);
  // A private channel never tells its name here.
  const names = { channel: channel?.name ?? "", group: "privategroup", im: "directmessage" };
  return { id, name: names[channel?.kind ?? "channel"] };
}
