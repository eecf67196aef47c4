/** Every command through every door: the same command leaves the same rows and gives the same answer. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { COMMANDS, type CommandName, type Door, DOORS } from "../../../src/core/commands.ts";
import type { Json, Staff } from "../../../src/sandbox/slack/types.ts";
import type { Command } from "../../../src/slack/commands/command.ts";
import { commands } from "../../../src/slack/commands/index.ts";
import { english } from "../../../src/words/en.ts";
import { type OpenChat, openChats, stateOf, timeless } from "../../support/chats.ts";
import { doorDrivers, forgedPress, type Order } from "../../support/doors.ts";
import { type Stage, startStage } from "../../support/stage.ts";

let stage: Stage;
let aki: Staff;
let template: string;
const { office } = english("Asia/Tokyo");

beforeAll(async () => {
  // long enough that nothing goes while it is looked at
  stage = await startStage({ settings: { SEND_HOLD_SECONDS: "25" } });
  aki = await stage.slack.staff({ name: "aki", admin: true });
  await openChats(stage, "Sakura", 1);
  const { id: accountId } = await stage.db.account.findFirstOrThrow();
  const text = "We open at ten.";
  template = `${(await stage.db.template.create({ data: { accountId, name: "hours", key: "hours", text } })).id}`;
});
afterAll(async () => {
  // what a customer wrote stands under another name, which Slack may keep: that is found out by trying
  expect(stage.slack.violations.filter((each) => each !== "chat.delete: cant_delete_message")).toEqual([]);
  await stage.close();
});

interface Case {
  /** Behind the chat. */
  text?: string | ((chat: OpenChat) => string);
  /** In the windows that open, by their callback ids and block ids. */
  fills?: (chat: OpenChat) => Record<string, Json>;
  /** Given before, so that there is something to do. */
  first?: string;
  reaction?: string;
  /** It changes nothing: looking is all that it does. */
  looks?: true;
}

/** How each command is given. One that is missing here is told by its own test. */
const CASES: Partial<Record<CommandName, Case>> = {
  help: { text: "tag", looks: true },
  inbox: { text: "all", looks: true },
  find: { text: "Hello", looks: true },
  files: { looks: true },
  who: { looks: true },
  tag: { text: "+VIP", fills: () => ({ form: { more: "VIP" } }) },
  tags: { looks: true },
  note: { text: "prefers mornings", fills: () => ({ form: { note: "prefers mornings" } }) },
  notes: { looks: true },
  status: { text: "done", fills: () => ({ form: { status: "done" } }) },
  done: { reaction: "white_check_mark" },
  reopen: { first: "done" },
  snooze: { text: "tomorrow 9:00", fills: () => ({ form: { choice: "tomorrow 9:00" } }) },
  assign: { text: "me", fills: () => ({ form: { to: aki.userId } }), reaction: "eyes" },
  name: { text: "Ms Sato", fills: () => ({ form: { name: "Ms Sato" } }) },
  manual: {},
  mute: {},
  spam: {},
  unmute: { first: "mute" },
  reply: {
    text: "hours",
    fills: () => ({ "reply-pick": { "which-template": option("hours", template) }, "reply-send": {} }),
  },
  templates: { looks: true },
  auto: { looks: true },
  send: { text: "Your order is ready.", fills: () => ({ form: { text: "Your order is ready." } }) },
  sticker: { looks: true },
  button: { looks: true },
  place: { looks: true },
  coupon: { looks: true },
  forward: { looks: true },
  forget: { text: ({ number }) => `${number}`, fills: ({ number }) => ({ form: { number: `${number}` } }) },
  log: { looks: true },
  account: { looks: true },
  settings: { looks: true },
  hours: { looks: true },
  quota: { looks: true },
  digest: { looks: true },
  target: { looks: true },
};

const option = (text: string, value: string): Json => ({ text: { type: "plain_text", text }, value });

const has = (command: Command, door: Door): boolean => !(door in command.without);

function caseOf({ name }: Command): Case {
  const found = CASES[name];
  if (!found) throw new Error(`Say in CASES of doors.test.ts how "${name}" is given.`);
  return found;
}

function orderOf(command: Command, chat: OpenChat): Order {
  const { text = "", fills } = caseOf(command);
  const words = typeof text === "string" ? text : text(chat);
  return { command: command.name, about: command.about, chat, text: words, fills: fills?.(chat) ?? {} };
}

async function chatFor(command: Command): Promise<OpenChat> {
  const [chat] = await openChats(stage, "Hanako", 1);
  const { first } = caseOf(command);
  if (chat && first) await aki.slash("/line", `${first} ${chat.number}`, stage.channel);
  return chat!;
}

/** What it left, and what was answered. */
async function through(command: Command, door: Door, chat: OpenChat): Promise<{ state: unknown; answer: unknown }> {
  if (door === "reaction") {
    await aki.react(chat.channel, chat.words, caseOf(command).reaction ?? "none");
    return { state: await stateOf(stage, chat.number), answer: undefined };
  }
  const { text } = await doorDrivers[door](stage, aki, orderOf(command, chat));
  // what is counted grows while these stories run
  const uncounted = text.replaceAll(/\*\d+\*/g, "*N*");
  const unnumbered = uncounted.replaceAll(new RegExp(`\\b${chat.number}\\b`, "g"), "N");
  return { state: await stateOf(stage, chat.number), answer: timeless(unnumbered) };
}

it("all commands are there, in their order", () => {
  expect(commands.map(({ name }) => name)).toEqual(COMMANDS);
});

describe.each(commands.map((command) => ({ name: command.name, command })))("$name", ({ command }) => {
  const doors = DOORS.filter((door) => has(command, door));

  it("has a reason for every door that it does not have", () => {
    for (const reason of Object.values(command.without)) expect(reason.length).toBeGreaterThan(10);
    expect(doors.length).toBeGreaterThan(0);
  });

  it(`does the same through ${doors.join(", ")}`, async () => {
    const [first, ...others] = doors;
    const chat = await chatFor(command);
    const before = await stateOf(stage, chat.number);
    const model = await through(command, first!, chat);

    if (caseOf(command).looks) expect(model.state).toEqual(before);
    else expect(model.state).not.toEqual(before);
    expect(model.answer).not.toBe("");
    for (const door of others) {
      // who only looks must see the same again
      const { state, answer } = await through(command, door, caseOf(command).looks ? chat : await chatFor(command));
      expect({ door, state }).toEqual({ door, state: model.state });
      if (door !== "reaction") expect({ door, answer }).toEqual({ door, answer: model.answer });
    }
  });

  it("is refused where it has no door, and nothing is changed", async () => {
    const chat = await chatFor(command);
    const before = await stateOf(stage, chat.number);
    for (const door of DOORS.filter((each) => !has(command, each))) {
      if (door === "reaction") continue;
      const drive = door === "slash" || door === "thread" ? doorDrivers[door] : forgedPress[door];
      const { text } = await drive(stage, aki, orderOf(command, chat));

      expect({ door, text }).toEqual({ door, text: office.refusal({ kind: "anotherDoor", command: command.name }) });
      expect(await stateOf(stage, chat.number)).toEqual(before);
    }
  });
});
