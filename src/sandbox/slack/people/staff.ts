import { checkMessage } from "../checks/message.ts";
import type { Context } from "../context.ts";
import { must } from "../emulator.ts";
import { createId } from "../ids.ts";
import { addEphemeral } from "../methods/chat.ts";
import { openDirect } from "../methods/reach.ts";
import { handleOf } from "../present.ts";
import { createResponseUrl } from "../response-url.ts";
import type { Person } from "../state.ts";
import type { Delivery, Staff, StaffOptions } from "../types.ts";
import { isObject, textOf } from "../values.ts";
import { edit, loseFile, react, remove } from "./change.ts";
import * as interact from "./interact.ts";
import { type Author, say } from "./say.ts";

export async function hire(slack: Context, options: StaffOptions): Promise<Staff> {
  const seat = slack.emulator.takeSeat();
  const { user_id: userId } = await must(slack.emulator.asSeat(seat, "auth.test", {}));
  const person: Person = {
    userId: textOf(userId),
    seat,
    options,
    teamId: options.outside ? createId("T") : slack.state.teamId,
    notIn: new Set(options.notIn),
    botId: createId("B"),
    appId: createId("A"),
  };
  slack.state.people.set(person.userId, person);
  return createStaff({ slack, person });
}

function createStaff(author: Author): Staff {
  const { person } = author;
  return {
    userId: person.userId,
    name: person.options.name,
    say: (channel, text, options = {}) => say(author, channel, text, options),
    upload: (channel, files, { text = "", ...options } = {}) => say(author, channel, text, { ...options, files }),
    edit: (message, text) => edit(author, message, text),
    remove: (message) => remove(author, message),
    takeOutFile: (message, id) => loseFile(author, message, id, { kind: "takenOut", at: author.slack.state.nextTs() }),
    deleteFile: (message, id) => loseFile(author, message, id, { kind: "deleted" }),
    react: (channel, ts, name) => react(author, "add", { channel, ts }, name),
    unreact: (channel, ts, name) => react(author, "remove", { channel, ts }, name),
    click: (message, actionId, value) => interact.click(author, message, actionId, value),
    clickEphemeral: (shown, actionId, value) => interact.clickEphemeral(author, shown, actionId, value),
    clickView: (view, actionId, value, given = {}) =>
      interact.clickView(author, view, actionId, { chosen: value, given }),
    slash: (command, text, channel) => slash(author, command, text, channel),
    shortcut: (callbackId, message) => interact.shortcut(author, callbackId, message),
    submit: (view, values = {}) => interact.submit(author, view, values),
    closeView: (view) => interact.closeView(author, view),
    suggest: (view, actionId, value) => interact.suggest(author, view, actionId, value),
    openHome: () => openHome(author),
  };
}

async function slash({ slack, person }: Author, command: string, text: string, channel: string): Promise<Delivery> {
  const { state } = slack;
  const fields = {
    token: "verification",
    team_id: state.teamId,
    team_domain: state.domain,
    channel_id: channel,
    channel_name: interact.channelFields(slack, channel).name,
    user_id: person.userId,
    user_name: handleOf(person.options.name),
    command,
    text: escaped(slack, text),
    api_app_id: state.appId,
    is_enterprise_install: "false",
    response_url: createResponseUrl(slack, { user: person.userId, channel }),
    trigger_id: interact.createTrigger(slack, person),
  };
  const delivery = await slack.poster.form("command", command, fields, fields);
  showAnswer(slack, { command, channel, user: person.userId, answer: delivery.answer });
  return delivery;
}

/** The body of the answer is a message: checked as any other, and seen by who gave the command. */
function showAnswer(
  slack: Context,
  { command, channel, user, answer }: { command: string; channel: string; user: string; answer: unknown },
): void {
  const body = isObject(answer) ? answer : { text: answer };
  if (textOf(body["text"]) === "" && body["blocks"] === undefined) return;
  const refusal = checkMessage("command", body);
  if (refusal) slack.state.violations.push(`${command}: ${refusal.error} ${refusal.messages?.join("; ") ?? ""}`);
  else if (body["response_type"] !== "in_channel") addEphemeral(slack, { channel, user, threadTs: undefined, body });
}

/**
 * `should_escape`: the three entities, addresses as links, mentions with the name; the name of a private channel stays
 * empty. What stands in angle brackets here was chosen from one of Slack's lists.
 */
function escaped(slack: Context, text: string): string {
  const { people, channels } = slack.state;
  const parts = text.split(/(<[@#!][^<>\n]+>|<https?:[^<>\n]+>|https?:\/\/[^\s<>]+)/);
  return parts.map((part, index) => (index % 2 === 1 ? token(part) : entities(part))).join("");

  function token(part: string): string {
    const [, kind = "", id = ""] = /^<([@#])(\w+)>$/.exec(part) ?? [];
    const person = kind === "@" ? people.get(id) : undefined;
    if (person) return `<@${id}|${handleOf(person.options.name)}>`;
    const channel = kind === "#" ? channels.get(id) : undefined;
    if (channel) return `<#${id}|${channel.kind === "channel" ? channel.name : ""}>`;
    return part.startsWith("<") ? part : `<${entities(part)}>`;
  }
}

const entities = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

async function openHome({ slack, person }: Author): Promise<Delivery> {
  const channel = await openDirect(slack, person.userId);
  const view = slack.state.homes.get(person.userId);
  return slack.poster.emit({
    type: "app_home_opened",
    user: person.userId,
    channel: channel.id,
    tab: "home",
    ...(view && { view }),
    event_ts: slack.state.nextTs(),
  });
}
