/** What the emulator stores, in the shape in which Slack shows it. */
import { livingReplies, type Note, noteOf, type State } from "./state.ts";
import type { Json, Message } from "./types.ts";
import { isObject, objects, textOf } from "./values.ts";

const IDENTITY = ["username", "icon_url", "icon_emoji"];
/** Slack takes these as instructions and does not show them again. */
const INSTRUCTIONS = ["mrkdwn", "parse", "link_names", "unfurl_links", "unfurl_media", "reply_broadcast"];

export function present(state: State, channel: string, raw: Json): Message {
  const message: Json = { ...raw };
  const note = noteOf(state, channel, textOf(raw["ts"]));
  for (const field of [...IDENTITY, ...INSTRUCTIONS]) delete message[field];
  if (isObject(message["metadata"]) && Object.keys(message["metadata"]).length === 0) delete message["metadata"];
  if (note?.hideEdited) delete message["edited"];
  if (message["files"] !== undefined)
    message["files"] = objects(message["files"]).map((file) => presentFile(state, file));
  if (note && note.lostFiles.size > 0) withoutLost(message, note);
  addAuthor(state, message, note?.identity);
  if (note) addThread(state, channel, message);
  return message as Message;
}

/** A file that was taken out leaves nothing, a deleted one its id; only the first of these is an edit. */
function withoutLost(message: Json, { author, lostFiles }: Note): void {
  const files = objects(message["files"]).flatMap((file) => {
    const lost = lostFiles.get(textOf(file["id"]));
    if (lost?.kind === "deleted") return [{ id: file["id"], mode: "tombstone" }];
    return lost ? [] : [file];
  });
  if (files.length > 0) message["files"] = files;
  else delete message["files"];
  for (const lost of lostFiles.values())
    if (lost.kind === "takenOut") message["edited"] = { user: author, ts: lost.at };
}

function addAuthor(
  state: State,
  message: Json,
  identity: { username?: string; icon_url?: string; icon_emoji?: string } | undefined,
): void {
  const author = textOf(message["user"]);
  const person = state.people.get(author);
  message["team"] = person?.teamId ?? state.teamId;
  if (author === state.botUserId) {
    Object.assign(message, botFields(state.botId, state.appId, state.teamId, "threadline"));
  } else {
    delete message["bot_id"];
    delete message["app_id"];
  }
  if (person?.options.bot)
    Object.assign(message, botFields(person.botId, person.appId, state.teamId, person.options.name));
  if (!identity) return;
  // Under another name a message has no user, only the bot that said it.
  if (message["subtype"] === undefined) {
    message["subtype"] = "bot_message";
    delete message["user"];
    delete message["bot_profile"];
  }
  if (identity.username !== undefined) message["username"] = identity.username;
  if (identity.icon_emoji !== undefined) message["icons"] = { emoji: identity.icon_emoji };
  else if (identity.icon_url !== undefined) {
    message["icons"] = { image_36: identity.icon_url, image_48: identity.icon_url, image_72: identity.icon_url };
  }
}

function botFields(botId: string, appId: string, teamId: string, name: string): Json {
  return {
    bot_id: botId,
    app_id: appId,
    bot_profile: { id: botId, app_id: appId, name, icons: {}, deleted: false, updated: 0, team_id: teamId },
  };
}

function addThread(state: State, channel: string, message: Json): void {
  const note = noteOf(state, channel, textOf(message["ts"]));
  if (!note) return;
  delete message["thread_ts"];
  if (note.threadTs !== undefined) {
    message["thread_ts"] = note.threadTs;
    const root = noteOf(state, channel, note.threadTs);
    if (root) message["parent_user_id"] = root.author;
    if (note.broadcast) message["subtype"] = "thread_broadcast";
    return;
  }
  for (const field of ["reply_count", "reply_users"]) delete message[field];
  const replies = livingReplies(state, note);
  const latest = replies.at(-1);
  if (!latest) return;
  const users = [...new Set(replies.map((reply) => reply.author))];
  Object.assign(message, {
    thread_ts: note.ts,
    reply_count: replies.length,
    reply_users: users,
    reply_users_count: users.length,
    latest_reply: latest.ts,
    is_locked: false,
    subscribed: false,
  });
}

/** A deleted root whose replies stay. */
export function tombstone(state: State, channel: string, ts: string): Message {
  const message: Json = {
    type: "message",
    subtype: "tombstone",
    text: "This message was deleted.",
    user: "USLACKBOT",
    hidden: true,
    ts,
  };
  addThread(state, channel, message);
  return message as Message;
}

/** Slack is at it. */
export function isScanned(state: State, id: string): boolean {
  const upload = state.uploads.get(id);
  return upload !== undefined && (state.now() < upload.readyAt || state.fileChanges.get(id)?.scanning === true);
}

/** Until a file is scanned it has neither a type nor a place in a channel. */
export function presentFile(state: State, raw: Json): Json {
  const upload = state.uploads.get(textOf(raw["id"]));
  const change = state.fileChanges.get(textOf(raw["id"]));
  const file: Json = { ...raw, file_access: "visible" };
  if (!upload) return { ...file, ...change?.facts };
  if (isScanned(state, textOf(raw["id"]))) return { ...file, mimetype: "", filetype: "", pretty_type: "", shares: {} };
  file["mimetype"] = upload.mimetype;
  if (upload.mimetype.startsWith("image/")) {
    for (const size of [64, 80, 160, 360]) file[`thumb_${size}`] = file["url_private"];
  }
  return { ...file, ...change?.facts };
}

export function presentUser(state: State, raw: Json): Json {
  const id = textOf(raw["id"]);
  const person = state.people.get(id);
  const flags = { is_restricted: false, is_ultra_restricted: false, is_app_user: false, is_owner: false };
  if (!person) return { ...raw, ...flags, ...(id === state.botUserId && { is_bot: true }) };
  const { name, guest, outside, bot, admin, pictureUrl } = person.options;
  const profile = {
    ...(isObject(raw["profile"]) ? raw["profile"] : {}),
    ...namesOf(name),
    ...(pictureUrl !== undefined && picturesOf(pictureUrl)),
    email: `${handleOf(name)}@example.com`,
    team: person.teamId,
    ...(bot && { bot_id: person.botId, api_app_id: person.appId }),
  };
  const user: Json = {
    ...raw,
    ...flags,
    name: handleOf(name),
    real_name: name,
    profile,
    team_id: person.teamId,
    tz: "Asia/Tokyo",
    tz_offset: 32_400,
    is_bot: bot ?? false,
    is_admin: admin ?? false,
    is_restricted: guest !== undefined && guest !== false,
    is_ultra_restricted: guest === "single",
  };
  return outside ? outsider(user) : user;
}

/** Of people elsewhere Slack tells little, and never their address. */
function outsider(user: Json): Json {
  const { email: _email, ...profile } = isObject(user["profile"]) ? user["profile"] : {};
  return { ...user, profile, is_stranger: true };
}

function namesOf(name: string): Json {
  return { real_name: name, real_name_normalized: name, display_name: name, display_name_normalized: name };
}

function picturesOf(url: string): Json {
  return Object.fromEntries([24, 32, 48, 72, 192, 512].map((size) => [`image_${size}`, url]));
}

export function handleOf(name: string): string {
  return name.toLowerCase().replaceAll(/\s+/g, ".");
}

export function isHired(state: State, id: string): boolean {
  return state.people.has(id) || id === state.botUserId;
}
