/**
 * One driver for each door: gives a command about a chat as a member of staff would, fills in the form if one opens, and
 * reads the answer wherever it appears.
 */
import type { CommandName, Door } from "../../src/core/commands.ts";
import type { Delivery, Ephemeral, Json, ShownView, Staff, View } from "../../src/sandbox/slack/types.ts";
import type { OpenChat } from "./chats.ts";
import { type Stage, until } from "./stage.ts";

export interface Order {
  command: CommandName;
  chat: OpenChat;
  /** Behind the chat, for doors with words. */
  text: string;
  /** What is filled in, by block id, in the windows that open: by their callback ids. */
  fills: Readonly<Record<string, Json>>;
  /** A command about no chat in particular names none. */
  about: "chat" | "desk";
}

/** What somebody is shown. */
export interface Shown {
  text: string;
  view: View | undefined;
}

export type DoorDriver = (stage: Stage, who: Staff, order: Order) => Promise<Shown>;

export const doorDrivers: Record<Exclude<Door, "reaction">, DoorDriver> = {
  slash: async (stage, who, order) => {
    const { command, chat, text, about } = order;
    const line = about === "desk" ? `${command} ${text}` : `${command} ${chat.number} ${text}`;
    return finish(stage, who, order, () => who.slash("/line", line, stage.channel));
  },
  thread: async (stage, who, order) => {
    const words = `<@${stage.slack.botUserId}> ${order.command} ${order.text}`;
    const say = (): Promise<unknown> => who.say(order.chat.channel, words, { thread_ts: order.chat.card });
    const shown = await watch(stage, who, say);
    const whisper = shown.ephemeral ?? fail("nothing was whispered");
    if (!actionIds(whisper.blocks).includes("pick:open")) return shown;
    return finish(stage, who, order, () => who.clickEphemeral(whisper, "pick:open"));
  },
  card: async (stage, who, order) => {
    const { command, chat } = order;
    const place = { channel: chat.channel, ts: chat.card };
    const card = await stage.slack.message(chat.channel, chat.card);
    const blocks = card?.blocks ?? [];
    const chosen = `${command} ${chat.number}`;
    if (actionIds(blocks).includes(`do:${command}`))
      return finish(stage, who, order, () => who.click(place, `do:${command}`));
    if (JSON.stringify(blocks).includes(`"${chosen}"`))
      return finish(stage, who, order, () => who.click(place, "do:more", chosen));
    const manage = await watch(stage, who, () => who.click(place, "do:more", `manage ${chat.number}`));
    return pressIn(stage, who, order, manage.view);
  },
  shortcut: async (stage, who, order) => {
    const place = { channel: order.chat.channel, ts: order.chat.words };
    const manage = await watch(stage, who, () => who.shortcut("manage_chat", place));
    return pressIn(stage, who, order, manage.view);
  },
  global: async (stage, who, order) => pressIn(stage, who, order, await globalView(stage, who, order.chat)),
  home: async (stage, who, order) => pressIn(stage, who, order, await homeView(stage, who, order.chat)),
};

/** The window with everything, from a row of the Home tab. */
async function homeView(stage: Stage, who: Staff, chat: OpenChat): Promise<View | undefined> {
  const home = await homeOf(stage, who);
  // a chat that stands on another page has the same button there
  const row = button("manage", chat.number);
  const shown = JSON.stringify(home.blocks).includes(`"value":"${chat.number}"`) ? home : { ...home, blocks: [row] };
  return (await watch(stage, who, () => who.clickView(shown, "do:manage", String(chat.number)))).view;
}

async function homeOf(stage: Stage, who: Staff): Promise<View> {
  const before = stage.slack.views.length;
  await who.openHome();
  return until("the Home tab", () =>
    stage.slack.views.slice(before).find(({ user, view }) => user === who.userId && view.type === "home"),
  ).then(({ view }) => view);
}

/** "Find a chat", and the modal with everything of the one that was chosen. */
async function globalView(stage: Stage, who: Staff, chat: OpenChat): Promise<View | undefined> {
  const which = await watch(stage, who, () => who.shortcut("find_chat"));
  const view = which.view ?? fail("no list of chats");
  const { answer } = await who.suggest(view, "chat", String(chat.number));
  const [first] = (answer as { options: { value: string }[] }).options;
  if (first?.value !== String(chat.number)) fail("the chat is not in the list");
  return (await watch(stage, who, () => who.submit(view, { chat: first }))).view;
}

function pressIn(stage: Stage, who: Staff, order: Order, view: View | undefined): Promise<Shown> {
  const manage = view ?? fail("no window");
  return finish(stage, who, order, () => who.clickView(manage, `do:${order.command}`));
}

/** Gives the command and fills in the windows that it opens, one after the other. */
async function finish(stage: Stage, who: Staff, { fills }: Order, act: () => Promise<unknown>): Promise<Shown> {
  let shown = await watch(stage, who, act);
  for (const [callbackId, values] of Object.entries(fills)) {
    const { view } = shown;
    if (view?.callback_id === callbackId) shown = await watch(stage, who, () => who.submit(view, values));
  }
  return shown;
}

type Seen = Shown & { ephemeral: Ephemeral | undefined };

/** What this person sees after something they did: the newest window, or else the newest private words. */
export async function watch(stage: Stage, who: Staff, act: () => Promise<unknown>): Promise<Seen> {
  const { slack } = stage;
  const before = { views: slack.views.length, ephemerals: slack.ephemerals.length, responses: slack.responses.length };
  const delivery = (await act()) as Partial<Delivery>;
  if ("status" in delivery && delivery.status !== 200) fail(`answered ${delivery.status} ${delivery.error}`);
  const mine = ({ user }: { user: string }): boolean => user === who.userId;
  const newest = (): { view: ShownView | undefined; ephemeral: Ephemeral | undefined } => ({
    view: slack.views.slice(before.views).findLast(mine),
    ephemeral: slack.ephemerals.slice(before.ephemerals).findLast(mine) ?? replaced(),
  });
  /** The question of which nothing but the answer is left. */
  function replaced(): Ephemeral | undefined {
    const answer = slack.responses.slice(before.responses).findLast(({ user }) => user === who.userId);
    return answer && slack.ephemerals.findLast(({ user, text }) => user === who.userId && text === answer.body["text"]);
  }

  const { view, ephemeral } = await until("an answer", () => {
    const seen = newest();
    return seen.view || seen.ephemeral ? seen : undefined;
  });
  if (view) return { text: textOfView(view.view), view: view.view, ephemeral };
  return { text: ephemeral ? textOf(ephemeral.blocks) || ephemeral.text : "", view: undefined, ephemeral };
}

/** In the window with everything, the answer stands above it. */
function textOfView(view: View): string {
  const isManage = actionIds(view.blocks).filter((id) => id.startsWith("do:")).length > 3;
  return textOf(isManage ? view.blocks.slice(0, 1) : view.blocks);
}

/** All that is written on these blocks. */
export function textOf(blocks: readonly Json[]): string {
  const texts: string[] = [];
  JSON.stringify(blocks, (key, value: unknown) => {
    if ((key === "text" || key === "initial_value") && typeof value === "string") texts.push(value);
    return value;
  });
  return texts.join("\n");
}

export function actionIds(blocks: readonly Json[]): string[] {
  const ids: string[] = [];
  JSON.stringify(blocks, (key, value: unknown) => {
    if (key === "action_id") ids.push(String(value));
    return value;
  });
  return ids;
}

/** Presses a button that this door does not show, as somebody would who makes the request by hand. */
export const forgedPress: Record<Exclude<Door, "slash" | "thread" | "reaction">, DoorDriver> = {
  card: (stage, who, { command, chat }) => {
    const card = { at: 0, channel: chat.channel, user: who.userId, message_ts: chat.card, text: "", deleted: false };
    return watch(stage, who, () =>
      who.clickEphemeral({ ...card, blocks: [button(command, chat.number)] }, `do:${command}`),
    );
  },
  shortcut: async (stage, who, order) => {
    const place = { channel: order.chat.channel, ts: order.chat.words };
    const { view } = await watch(stage, who, () => who.shortcut("manage_chat", place));
    return forged(stage, who, order, view);
  },
  global: async (stage, who, order) => forged(stage, who, order, await globalView(stage, who, order.chat)),
  home: async (stage, who, order) => forged(stage, who, order, await homeView(stage, who, order.chat)),
};

function forged(stage: Stage, who: Staff, { command, chat }: Order, view: View | undefined): Promise<Shown> {
  const shown = view ?? fail("no window");
  const wrong = { ...shown, blocks: [button(command, chat.number)] };
  return watch(stage, who, () => who.clickView(wrong, `do:${command}`));
}

const button = (command: string, number: number): Json => ({
  type: "actions",
  block_id: "forged",
  elements: [
    { type: "button", action_id: `do:${command}`, text: { type: "plain_text", text: "x" }, value: String(number) },
  ],
});

function fail(why: string): never {
  throw new Error(why);
}
