/** What staff write: stored under their own token, then told to the app in Slack's shape. */
import { type Context } from "../context.ts";
import { must } from "../emulator.ts";
import { changedEvent, emitIn, messageEvent, told } from "../events.ts";
import { createClientMessageId, createId } from "../ids.ts";
import { fetchMessage } from "../messages.ts";
import { sharedTs } from "../methods/files.ts";
import { handleOf, present } from "../present.ts";
import { noteOf, type Person, remember } from "../state.ts";
import { typedText } from "../typed-text.ts";
import type { Delivery, EmitOptions, Json, Message, SaidMessage, SayOptions, StaffFile } from "../types.ts";
import { isObject, textOf } from "../values.ts";

export interface Author {
  slack: Context;
  person: Person;
}

const NOT_SENT: Delivery = { status: 0, milliseconds: 0, answer: undefined, error: "not_sent" };

export async function say(author: Author, channel: string, typed: string, options: SayOptions): Promise<SaidMessage> {
  const { slack, person } = author;
  // Slack's own window always answers in the thread, wherever in it somebody clicks.
  const root = noteOf(slack.state, channel, options.thread_ts ?? "");
  const threadTs = root?.threadTs ?? options.thread_ts;
  const broadcast = threadTs !== undefined && options.broadcast === true;
  const place = { channel, ...(threadTs !== undefined && { thread_ts: threadTs }) };
  const content = write(author, typed, options);
  const answer = options.files
    ? await share(author, options.files, { ...place, initial_comment: content["text"] })
    : await must(slack.emulator.asSeat(person.seat, "chat.postMessage", { ...place, ...content }));
  const ts = textOf(answer["ts"]);
  remember(slack.state, { channel, ts, author: person.userId, threadTs, broadcast });
  const message = isObject(answer["message"])
    ? present(slack.state, channel, answer["message"])
    : await fetchMessage(slack, channel, ts);
  if (!message) throw new Error(`the message ${ts} was not stored`);
  if (options.files) Object.assign(message, { blocks: content["blocks"] });
  return deliverable(author, channel, message, options);
}

function write({ slack, person }: Author, typed: string, options: SayOptions): Json {
  if (person.options.bot) return { text: typed, ...(options.blocks && { blocks: options.blocks }) };
  const { text, blocks } = typedText(typed, slack.emoji);
  return { text, blocks: options.blocks ?? blocks, client_msg_id: createClientMessageId() };
}

async function share({ slack, person }: Author, files: readonly StaffFile[], about: Json): Promise<Json> {
  const ids: Json[] = [];
  for (const file of files) {
    const made = await must(
      slack.emulator.asSeat(person.seat, "files.getUploadURLExternal", {
        filename: file.name,
        length: file.bytes.length,
      }),
    );
    const { pathname } = new URL(textOf(made["upload_url"]));
    await slack.emulator.pass(pathname, "POST", { "content-type": "application/octet-stream" }, file.bytes);
    const id = textOf(made["file_id"]);
    if (file.mimetype !== undefined) slack.state.uploads.set(id, { mimetype: file.mimetype, readyAt: 0 });
    keepFacts(slack, id, file);
    ids.push({ id, title: file.name });
  }
  const { channel, ...rest } = about;
  const body = { ...rest, channel_id: channel, files: ids };
  const answer = await must(slack.emulator.asSeat(person.seat, "files.completeUploadExternal", body));
  return { ts: sharedTs(answer, textOf(channel)) };
}

function keepFacts({ state, origin }: Context, id: string, { facts = {}, copies = {} }: StaffFile): void {
  const links = Object.entries(copies).map(([field, copy]) => {
    const path = `/files-tmb/${id}/${field}`;
    state.copies.set(path, copy);
    return [field, `${origin}${path}`] as const;
  });
  state.fileChanges.set(id, { facts: { ...Object.fromEntries(links), ...facts } });
}

async function deliverable(
  author: Author,
  channel: string,
  message: Message,
  options: SayOptions,
): Promise<SaidMessage> {
  const { slack, person } = author;
  const event = await createEvent(author, channel, message);
  const event_id = createId("Ev");
  const isShared = person.options.outside === true || slack.state.channels.get(channel)?.shared === true;
  const envelope = isShared ? { is_ext_shared_channel: true } : {};
  const said: SaidMessage = {
    channel,
    ts: message.ts,
    text: message.text,
    ...(message.thread_ts !== undefined && { thread_ts: message.thread_ts }),
    event,
    event_id,
    delivery: NOT_SENT,
    async deliver() {
      said.delivery = await emitIn(slack, channel, event, { event_id, envelope });
      for (const also of await followers(author, channel, message)) await emitIn(slack, channel, also, { envelope });
      return said.delivery;
    },
    redeliver: (retry = 1) => slack.poster.emit(event, { event_id, envelope, retry } satisfies EmitOptions),
  };
  if (options.deliver !== false) await said.deliver();
  return said;
}

async function createEvent({ slack, person }: Author, channel: string, message: Message): Promise<Json> {
  const event = messageEvent(slack.state, channel, message);
  if (message.subtype === "thread_broadcast" && message.thread_ts !== undefined) {
    const root = await fetchMessage(slack, channel, message.thread_ts);
    if (root) event["root"] = told(root);
  }
  if (!person.options.outside) return event;
  const { name } = person.options;
  Object.assign(event, {
    user_team: person.teamId,
    source_team: person.teamId,
    user_profile: {
      real_name: name,
      display_name: name,
      name: handleOf(name),
      team: person.teamId,
      is_restricted: false,
    },
  });
  // Of a file from elsewhere the app learns only the id and must ask.
  const files = message.files?.map(({ id }) => ({
    id,
    mode: "file_access",
    file_access: "check_file_info",
    created: 0,
    user: "",
  }));
  return files ? { ...event, files } : event;
}

/** A file and a mention come as events of their own too, a broadcast is followed by a change that changes nothing. */
async function followers({ slack }: Author, channel: string, message: Message): Promise<Json[]> {
  const events: Json[] = [];
  for (const { id } of message.files ?? []) {
    const about = { file_id: id, user_id: message.user, channel_id: channel, event_ts: slack.state.nextTs() };
    events.push({ type: "file_shared", ...about, file: { id } });
  }
  if (message.subtype === "thread_broadcast") events.push(changedEvent(slack.state, channel, message, message));
  if (mentionsBot(slack, message)) events.push(mentionEvent(channel, message));
  return events;
}

export function mentionsBot(slack: Context, message: Message): boolean {
  return message.text.includes(`<@${slack.state.botUserId}>`);
}

export function mentionEvent(channel: string, message: Message): Json {
  const { user, ts, text, team, blocks, thread_ts, parent_user_id, client_msg_id, edited } = message;
  return {
    type: "app_mention",
    user,
    ts,
    client_msg_id,
    text,
    team,
    blocks,
    thread_ts,
    parent_user_id,
    edited,
    channel,
    event_ts: edited?.ts ?? ts,
  };
}
