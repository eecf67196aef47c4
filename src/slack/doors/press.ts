/** Presses on our buttons and menus: on cards, in private answers, in modals and on the Home tab. */
import type { App, RespondFn } from "@slack/bolt";
import { z } from "zod";

import { type Door, DOORS } from "../../core/commands.ts";
import type { Answer, Office } from "../commands/command.ts";
import { commandNamed } from "../commands/index.ts";
import { DO, manageView } from "./manage.ts";
import { give, type Line, opensModal } from "./order.ts";
import { PICK, Picked } from "./pick.ts";
import { modal, saying, spoken, whisperable } from "./show.ts";
import type { Private } from "./slack.ts";
import { answerLater, answerTo, fill, noteFailure, opening, tellFailure } from "./timely.ts";

/** A line, or the wish for the modal with everything. */
type Wish = Line | { kind: "manage"; chat: number };

export function mountPresses(app: App, office: Office): void {
  // the choice between several chats; the answer takes the place of the question
  app.action(new RegExp(`^${PICK}`), async ({ ack, body, respond }) => {
    const press = readPress(body);
    const wanted = Picked.safeParse(parseJson(press?.value));
    const command = wanted.success ? commandNamed(wanted.data.command) : undefined;
    if (!press || !wanted.success || !command) return ack();
    const { text, chat, door = "slash" } = wanted.data;
    const line: Line = { kind: "command", command, text, chat };
    await (press.view
      ? pressedInView(office, line, { ...press, view: { ...press.view, metadata: { door } } }, ack)
      : pressed(office, line, { press, ack, respond, door, replace: true }));
  });
  app.action(new RegExp(`^${DO}`), async ({ ack, body, respond }) => {
    const press = readPress(body);
    const wish = press && readDo(press);
    if (!press || !wish) return ack();
    await (press.view
      ? pressedInView(office, wish, press, ack)
      : pressed(office, wish, { press, ack, respond, door: "card", replace: false }));
  });
}

interface Pressed {
  press: Press;
  ack: () => Promise<void>;
  respond: RespondFn;
  door: Door;
  /** The answer takes the place of the question. */
  replace: boolean;
}

async function pressed(office: Office, wish: Wish, { press, ack, respond, door, replace }: Pressed): Promise<void> {
  const from = { userId: press.user, door, channel: press.channel };
  const say = (said: Private): Promise<void> => answerTo(office, respond, { replace_original: replace, ...said });
  await answerLater(office, {
    work: work(),
    ack: async (said) => {
      await ack();
      if (said) await say(said);
    },
    late: say,
    failed: tellFailure(office),
  });

  async function work(): Promise<Private | undefined> {
    if (wish.kind === "manage")
      return opening(office, press.trigger, "open", () => manageView(office, { ...from, chat: wish.chat }));
    if (opensModal(wish)) return opening(office, press.trigger, "open", () => give(office, wish, from));
    return whisperable(office.words, await give(office, wish, from));
  }
}

/** In a modal: what needs another modal is laid over it, all else is said in it. */
async function pressedInView(office: Office, wish: Wish, press: Press, ack: () => Promise<void>): Promise<void> {
  const { view } = press;
  if (!view) return ack();
  const door = doorOf(view.metadata);
  const from = { userId: press.user, door, channel: undefined };
  const mode = view.type === "home" ? "open" : "push";
  await answerLater(office, { work: work(view.id), ack: () => ack(), late: () => Promise.resolve() });

  async function work(viewId: string): Promise<undefined> {
    const answer = (): Promise<Answer> =>
      wish.kind === "manage" ? manageView(office, { ...from, chat: wish.chat }) : give(office, wish, from);
    if (mode === "push" && wish.kind !== "manage" && !opensModal(wish))
      return fill(office, viewId, () => inPlace(wish));
    try {
      return await opening(office, press.trigger, mode, answer);
    } catch (cause) {
      // too late for another modal, or three lie there already: then in this one
      if (mode === "open") return noteFailure(office, cause);
      return fill(office, viewId, async () => shownAs(await answer()));
    }
  }

  function shownAs(answer: Answer): ReturnType<typeof modal> {
    if (answer.kind === "modal") return modal(office.words, answer.view);
    return saying(office.words, office.words.office.modal.done, spoken(office.words, answer));
  }

  async function inPlace(line: Line): Promise<ReturnType<typeof modal>> {
    const answer = await give(office, line, from);
    if (answer.kind === "modal") return modal(office.words, answer.view);
    const said = spoken(office.words, answer);
    const chat = line.kind === "command" && typeof line.chat === "number" ? line.chat : undefined;
    const next: Answer =
      said.blocks || chat === undefined ? answer : await manageView(office, { ...from, chat, said: said.text });
    return next.kind === "modal"
      ? modal(office.words, next.view)
      : saying(office.words, office.words.office.manage, spoken(office.words, next));
  }
}

const Body = z.looseObject({
  user: z.looseObject({ id: z.string() }),
  trigger_id: z.string().optional(),
  channel: z.looseObject({ id: z.string() }).optional(),
  view: z.looseObject({ id: z.string(), type: z.string(), private_metadata: z.string().optional() }).optional(),
  actions: z
    .array(
      z.looseObject({
        action_id: z.string(),
        value: z.string().optional(),
        selected_option: z.looseObject({ value: z.string().optional() }).nullish(),
      }),
    )
    .min(1),
});

interface Press {
  user: string;
  trigger: string;
  channel: string | undefined;
  actionId: string;
  value: string;
  view: { id: string; type: string; metadata: unknown } | undefined;
}

export function readPress(body: unknown): Press | undefined {
  const read = Body.safeParse(body);
  const [action] = read.data?.actions ?? [];
  if (!read.success || !action) return undefined;
  const { user, trigger_id: trigger = "", channel, view } = read.data;
  return {
    user: user.id,
    trigger,
    channel: channel?.id,
    actionId: action.action_id,
    value: action.selected_option?.value ?? action.value ?? "",
    view: view && { id: view.id, type: view.type, metadata: parseJson(view.private_metadata) },
  };
}

/** Buttons say the command in their id; menus in what was chosen: `tag 12`. */
function readDo(press: Press): Wish | undefined {
  const name = press.actionId.slice(DO.length);
  const [first = "", ...rest] = (name === "more" ? press.value : `${name} ${press.value}`).split(" ");
  const [number = "", ...args] = rest;
  const chat = Number(number);
  if (!/^\d+$/.test(number)) return undefined;
  if (first === "manage") return { kind: "manage", chat };
  const command = commandNamed(first);
  return command && { kind: "command", command, text: args.join(" "), chat };
}

function doorOf(metadata: unknown): Door {
  const read = z.looseObject({ door: z.enum(DOORS) }).safeParse(metadata);
  return read.success ? read.data.door : "home";
}

/** Undefined where it is none. */
export function parseJson(json: string | undefined): unknown {
  try {
    return JSON.parse(json ?? "");
  } catch {
    return undefined;
  }
}
