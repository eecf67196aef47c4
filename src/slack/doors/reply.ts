/** What is chosen and submitted in the modals of an answer from a template. */
import type { App } from "@slack/bolt";

import { type Actor, actorOf } from "../../bridge/staff/actor.ts";
import { answeredSince } from "../../bridge/staff/answered-since.ts";
import { meanwhile } from "../../bridge/staff/meanwhile.ts";
import { words as inWords } from "../../bridge/staff/send.ts";
import { oneTemplate } from "../../bridge/staff/template-lists.ts";
import { type Chat, findChat } from "../../bridge/staff/which-chat.ts";
import type { Button } from "../../core/button.ts";
import type { Part } from "../../core/message.ts";
import { openPlaces } from "../../core/template.ts";
import { cleanName } from "../../core/text.ts";
import { type Answer, type FormValues, type Office, refuse } from "../commands/command.ts";
import {
  filledView,
  PickMetadata,
  REPLY,
  REPLY_PICK,
  ReplyMetadata,
  templateOptions,
  WHICH_TEMPLATE,
  WITH_BUTTON,
  WORDS,
  wordsView,
} from "../commands/reply-views.ts";
import { sent } from "../commands/send.ts";
import { LOOKS } from "../saying-preview.ts";
import { parseJson } from "./press.ts";
import { type Submitted, submitted } from "./submit.ts";
import { answerLater } from "./timely.ts";

type Ack = (answer?: unknown) => Promise<void>;

export function mountReply(app: App, office: Office): void {
  app.action(new RegExp(`^${LOOKS}`), ({ ack }) => ack());
  app.options(WHICH_TEMPLATE, async ({ ack, body, payload }) => {
    const metadata = "view" in body ? parseJson(body.view?.private_metadata) : undefined;
    await answerLater(office, {
      work: offered(office, { userId: body.user.id, metadata, typed: payload.value }),
      ack: (options) => ack({ options: options ?? [] }),
      late: () => Promise.resolve(),
      failed: () => [],
    });
  });
  app.view(REPLY_PICK, async ({ ack, body, view }) => {
    const read = PickMetadata.safeParse(parseJson(view.private_metadata));
    const done = read.success
      ? chosen(office, { userId: body.user.id, chat: read.data.chat, values: view.state.values })
      : Promise.resolve(refuse({ kind: "gone" }));
    await submitted(office, done, view.id, ack as Ack);
  });
  app.view(REPLY, async ({ ack, body, view }) => {
    const read = ReplyMetadata.safeParse(parseJson(view.private_metadata));
    const filled = { userId: body.user.id, viewId: view.id, values: view.state.values };
    const done = read.success ? send(office, { ...filled, ...read.data }) : Promise.resolve(refuse({ kind: "gone" }));
    await submitted(office, done, view.id, ack as Ack);
  });
}

async function offered(
  office: Office,
  { userId, metadata, typed }: { userId: string; metadata: unknown; typed: string },
): ReturnType<typeof templateOptions> {
  const read = PickMetadata.safeParse(metadata);
  const found = read.success ? await chatFor(office, userId, read.data.chat) : undefined;
  return found && !("kind" in found) ? templateOptions(office, found.chat, typed) : [];
}

async function chatFor({ ctx }: Office, userId: string, id: number): Promise<{ actor: Actor; chat: Chat } | Answer> {
  const asked = await actorOf(ctx, userId);
  if (asked.kind === "refused") return refuse(asked.refusal);
  const which = await findChat(ctx, asked.actor, id);
  return which.kind === "one"
    ? { actor: asked.actor, chat: which.chat }
    : refuse({ kind: "chatNotFound", chat: String(id) });
}

async function chosen(
  office: Office,
  { userId, chat: id, values }: { userId: string; chat: number; values: FormValues },
): Promise<Answer> {
  const found = await chatFor(office, userId, id);
  if ("kind" in found) return found;
  const { actor, chat } = found;
  const template = Number(values[WHICH_TEMPLATE]?.[WHICH_TEMPLATE]?.selected_option?.value ?? 0);
  const row = await oneTemplate(office.ctx, [chat.accountId], template);
  return row ? filledView(office, actor, chat, row) : refuse({ kind: "gone" });
}

interface Filled {
  userId: string;
  viewId: string;
  chat: number;
  seen: number;
  button?: Button | null | undefined;
  values: FormValues;
}

async function send(office: Office, filled: Filled): Promise<Submitted> {
  const { userId, viewId, chat: id, seen, button = null, values } = filled;
  const { ctx, words } = office;
  const { templates: said } = words.office;
  const found = await chatFor(office, userId, id);
  if ("kind" in found) return found;
  const { actor, chat } = found;
  // 1. words that may go
  const text = values[WORDS]?.[WORDS]?.value ?? "";
  const open = openPlaces(text);
  if (cleanName(text) === "") return { kind: "errors", errors: { [WORDS]: said.reply.empty } };
  if (open.length > 0) return { kind: "errors", errors: { [WORDS]: said.reply.open(open.slice(0, 5)) } };
  // 2. what others did while it was open
  const since = new Date(seen);
  const acts = await meanwhile(ctx, { chat: chat.id, since, touched: "words", actor });
  const others = [
    // who wrote is among those who answered
    ...acts.filter(({ act }) => act.kind !== "sends").map(({ by, act }) => words.office.act(by, act)),
    ...(await answeredSince(ctx, actor, chat.id, since)).map(said.reply.answered),
  ];
  if (others.length > 0)
    return wordsView(office, chat, { text, button, warnings: [words.office.modal.meanwhile(others)] });
  // 3. once, however often it is submitted
  const wanted = (values[WITH_BUTTON]?.[WITH_BUTTON]?.selected_options ?? []).length > 0;
  const parts: Part[] =
    button && wanted ? [{ kind: "buttons", text: text.trim(), buttons: [button] }] : inWords(text).parts;
  return sent(office, { actor, once: viewId }, chat, { parts });
}
