/** What a person with LINE can do to the account. */
import { createMessage } from "./customer-messages.ts";
import { type Draft, sendEvent, type Stage } from "./events.ts";
import { createId, createToken } from "./ids.ts";
import type { ChatRecord, GroupRecord, UserRecord } from "./platform.ts";
import type { Customer, CustomerMessage, EventOptions, FakeLine, Group, LineMessage, SentEvent } from "./types.ts";

type NewCustomer = Parameters<FakeLine["customer"]>[0];

export function createCustomer(stage: Stage, options: NewCustomer): Customer {
  const user: Omit<UserRecord, "handle"> = {
    kind: "user",
    id: createId("U"),
    name: options.name,
    pictureUrl: options.pictureUrl,
    language: options.language,
    friend: options.friend ?? true,
    blocked: false,
    wroteAt: undefined,
    standby: false,
    phone: [],
  };
  const record: UserRecord = Object.assign(user, { handle: createHandle(stage, () => record) });
  stage.platform.users.set(record.id, record);
  return record.handle;
}

function createHandle(stage: Stage, self: () => UserRecord): Customer {
  const act = async (draft: Omit<Draft, "chat" | "by">, options: EventOptions = {}) =>
    sendEvent(stage, { ...draft, chat: chatOf(stage, self(), options), by: self() }, options);
  const alone = (draft: Omit<Draft, "chat">, options: EventOptions = {}) =>
    sendEvent(stage, { ...draft, chat: self() }, options);

  return {
    kind: "user",
    get id() {
      return self().id;
    },
    get userId() {
      return self().id;
    },
    get name() {
      return self().name;
    },
    get pictureUrl() {
      return self().pictureUrl;
    },
    get blocked() {
      return self().blocked;
    },
    rename(name) {
      self().name = name;
    },
    write: (text, { quotedMessageId, emojis, mention, ...options } = {}) => {
      const extras = {
        ...(quotedMessageId !== undefined && { quotedMessageId }),
        ...(emojis && { emojis }),
        ...(mention && { mention }),
      };
      return sendMessage(stage, self(), { type: "text", text, ...extras }, options);
    },
    send: (message, options = {}) => sendMessage(stage, self(), message, options),
    edit: (messageId, text, options = {}) => editMessage(stage, self(), { messageId, text, options }),
    async unsend(messageId, options = {}) {
      takeBack(stage, chatOf(stage, self(), options), messageId);
      return act({ type: "unsend", replyable: false, properties: { unsend: { messageId } } }, options);
    },
    postback: (data, { params, displayText, ...options } = {}) => {
      if (displayText !== undefined) showOwnWords(stage, self(), displayText, options);
      return act(
        { type: "postback", replyable: true, properties: { postback: { data, ...(params && { params }) } } },
        { anonymous: true, ...options },
      );
    },
    follow(options) {
      Object.assign(self(), { friend: true, blocked: false });
      return alone({ type: "follow", replyable: true, properties: { follow: { isUnblocked: false } } }, options);
    },
    unfollow(options) {
      self().blocked = true;
      return alone({ type: "unfollow", replyable: false }, options);
    },
    unblock(options) {
      Object.assign(self(), { friend: true, blocked: false });
      return alone({ type: "follow", replyable: true, properties: { follow: { isUnblocked: true } } }, options);
    },
    join: async (group, options) => groupOf(stage, group).handle.add([self().handle], options),
    leave: async (group, options) => groupOf(stage, group).handle.remove([self().handle], options),
    other: ({ type, ...properties }, options) => act({ type, properties, replyable: true }, options),
  };
}

async function sendMessage(
  stage: Stage,
  user: UserRecord,
  message: CustomerMessage,
  options: EventOptions,
): Promise<SentEvent> {
  const { platform } = stage;
  const chat = chatOf(stage, user, options);
  const at = options.timestamp ?? platform.now();
  if (chat.kind === "user") {
    if (user.blocked) throw new Error(`${user.name} has blocked the account and must unblock it before writing`);
    user.wroteAt = at;
  }
  const content = createMessage(platform, chat, message);
  const customer = { userId: user.id, name: user.name };
  chat.phone.push({ at, id: content.id, from: "customer", customer, message: content, via: undefined });
  return sendEvent(
    stage,
    { type: "message", chat, by: user, replyable: true, properties: { message: content } },
    options,
  );
}

function showOwnWords(stage: Stage, user: UserRecord, text: string, options: EventOptions): void {
  const { platform } = stage;
  const id = platform.nextMessageId();
  chatOf(stage, user, options).phone.push({
    at: platform.now(),
    id,
    from: "customer",
    customer: { userId: user.id, name: user.name },
    message: { type: "text", id, text },
    via: undefined,
  });
}

async function editMessage(
  stage: Stage,
  user: UserRecord,
  { messageId, text, options }: { messageId: string; text: string; options: EventOptions },
): Promise<SentEvent> {
  const chat = chatOf(stage, user, options);
  if (chat.kind !== "group") throw new Error("LINE tells of edits in groups only");
  const quoteToken = createToken(48);
  stage.platform.quoteTokens.set(quoteToken, chat.id);
  const message: LineMessage = { type: "text", id: messageId, text, quoteToken };
  const shown = chat.phone.find((entry) => entry.id === messageId);
  if (shown) shown.message = { ...shown.message, text };
  return sendEvent(stage, { type: "messageEdited", chat, by: user, replyable: true, properties: { message } }, options);
}

function takeBack({ platform }: Stage, chat: ChatRecord, messageId: string): void {
  const shown = chat.phone.find((entry) => entry.id === messageId);
  if (shown) shown.unsent = true;
  const content = platform.contents.get(messageId);
  if (content) content.gone = true;
}

function chatOf(stage: Stage, user: UserRecord, options: EventOptions): ChatRecord {
  if (options.in === undefined) return user;
  const group = groupOf(stage, options.in);
  if (!group.members.has(user.id)) throw new Error(`${user.name} is not in ${group.name ?? group.id}`);
  return group;
}

function groupOf({ platform }: Stage, group: Group): GroupRecord {
  const record = platform.groups.get(group.id);
  if (record === undefined) throw new Error(`${group.id} is a group of another LINE`);
  return record;
}
