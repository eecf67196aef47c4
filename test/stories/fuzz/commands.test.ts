/** Lines that nobody would write, and some that people do: nothing throws, nothing is a 5xx, nothing reaches a customer. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";

import type { Json, Staff } from "../../../src/sandbox/slack/types.ts";
import { commands } from "../../../src/slack/commands/index.ts";
import { type OpenChat, openChats } from "../../support/chats.ts";
import { watch } from "../../support/doors.ts";
import { mutate, pick, seeded } from "../../support/mutate.ts";
import { type Stage, startStage } from "../../support/stage.ts";
import { sends } from "../../support/talk.ts";

let stage: Stage;
let aki: Staff;
const errors: string[] = [];

beforeAll(async () => {
  stage = await startStage({
    settings: { LOG_LEVEL: "error" },
    log: { write: (line) => void errors.push(line) },
  });
  aki = await stage.slack.staff({ name: "aki", admin: true });
  await openChats(stage, "佐藤 Sakura", 3);
});
afterAll(() => stage.close());

/** These write to customers, or erase them, when they are given as they must be. */
const SERIOUS = new Set(["send", "reply", "forget"]);

const word = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.string({
    unit: fc.constantFrom("あ", "ー", "ｶ", "漢", "　", "、", "「", "」", "＋", "－", "＃", "１"),
    maxLength: 12,
  }),
  fc.constantFrom(
    ...[
      "'; DROP TABLE conversation; --",
      "%",
      "_",
      "\\",
      "\u0000",
      "\uD800",
      "\u202E",
      "*b* _i_ `c` ~s~",
      "<!channel>",
    ],
    ...[
      "<@U000>",
      "<@>",
      "<#C1|>",
      "<#C1|12>",
      "<https://x/archives/C1/p1>",
      "&amp;lt;",
      "&",
      "\n\n",
      "\t",
      "```",
      "\u200b",
    ],
    ...[
      "9999999999999999999999",
      "-1",
      "0",
      "1e9",
      "NaN",
      "2026-02-30 25:61",
      "9月31日",
      "来週",
      "明日 9:00",
      "2h",
      "me",
    ],
    ...[
      "open",
      "done",
      "all",
      "mine",
      "tag:VIP",
      "in",
      "page:9999",
      "+",
      "-",
      "+VIP -VIP",
      "elsewhere",
      "x".repeat(4_000),
    ],
    ...[
      "🧑‍🚀".repeat(60),
      "か\u3099".repeat(30),
      "𠮷野家",
      "👨‍👩‍👧‍👦",
      "[object Object]",
      "__proto__",
      "constructor",
      "{}",
      '{"a":1}',
    ],
  ),
);
const words = fc.array(word, { maxLength: 5 }).map((list) => list.join(" "));
const name = fc.constantFrom(
  ...commands.flatMap((command) => [command.name, ...command.aliases].map((each) => [command, each] as const)),
);
/** 1 to 3 are there. */
const chat = fc.oneof(fc.constantFrom("1", "#2", "＃３", "佐藤", '"佐藤 S"', "99", "#0", "", "「」"), word);

const order = fc.tuple(name, chat, words).map(([[command, called], which, rest]) => {
  if (SERIOUS.has(command.name)) return `${called} ${which === "" ? "" : "99"}`;
  return command.about === "chat" ? `${called} ${which} ${rest}` : `${called} ${rest}`;
});
const line = fc.oneof({ weight: 1, arbitrary: words }, { weight: 2, arbitrary: order });

it("5,000 lines", { timeout: 180_000 }, async () => {
  const lines = fc.sample(line, { numRuns: 5_000, seed: 20_261_120 });
  const bad: { text: string; status: number; answer: unknown }[] = [];

  for (let from = 0; from < lines.length; from += 25) {
    const some = lines.slice(from, from + 25);
    const answers = await Promise.all(some.map((text) => aki.slash("/line", text, stage.channel)));
    for (const [index, { status, answer, error }] of answers.entries())
      if (status !== 200 && error !== "http_timeout") bad.push({ text: some[index] ?? "", status, answer });
  }

  expect(bad).toEqual([]);
  expect(errors).toEqual([]);
  expect(sends(stage)).toEqual([]);
  // whether somebody of whom a line speaks is there can only be asked
  expect(stage.slack.violations.filter((each) => each !== "users.info: user_not_found")).toEqual([]);
});

it("500 broken presses, choices and windows", { timeout: 60_000 }, async () => {
  const { slack, channel } = stage;
  // of their own: whatever the lines before did to the others
  const [first] = await openChats(stage, "鈴木 Ichiro", 2);
  await gatherPayloads(first!);
  const payloads = slack.events.filter(({ kind }) => kind === "interaction").map(({ body }) => body);
  const random = seeded(2026);
  const before = errors.length;
  const statuses: number[] = [];

  for (let sent = 0; sent < 500; sent += 10) {
    const bodies = Array.from({ length: 10 }, () => mutate(pick(random, payloads), random));
    const answers = await Promise.all(bodies.map((body) => slack.post(form(body as Json), URLENCODED)));
    statuses.push(...answers.map(({ status }) => status));
  }

  expect(new Set(payloads.map(({ type }) => type)).size).toBe(5);
  expect(statuses.filter((status) => status >= 500)).toEqual([]);
  // a payload without what Slack always sends is said to be unreadable, and no command fails over it
  expect(errors.slice(before).filter((each) => !each.includes("Slack request failed"))).toEqual([]);
  expect(sends(stage)).toEqual([]);
  const { text } = await watch(stage, aki, () => aki.slash("/line", "help tag", channel));
  expect(text).toContain("/line tag");
});

const URLENCODED = { "content-type": "application/x-www-form-urlencoded" };
const form = (payload: Json): string => new URLSearchParams({ payload: JSON.stringify(payload) ?? "null" }).toString();

/** One of each kind of what Slack sends when somebody presses, chooses, types and submits. */
async function gatherPayloads({ number, card, words: said }: OpenChat): Promise<void> {
  const place = { channel: stage.channel, ts: card };
  await aki.click(place, "do:tag");
  await aki.click(place, "do:assign");
  const manage = await watch(stage, aki, () => aki.click(place, "do:more", `manage ${number}`));
  const tag = await watch(stage, aki, () => aki.clickView(manage.view!, "do:tag"));
  await aki.submit(tag.view!, { more: "fuzz" });
  await aki.shortcut("manage_chat", { channel: stage.channel, ts: said });
  const which = await watch(stage, aki, () => aki.shortcut("find_chat"));
  await aki.suggest(which.view!, "chat", "鈴");
  await aki.submit(which.view!, { chat: { text: { type: "plain_text", text: "x" }, value: String(number) } });
  const asked = await watch(stage, aki, () => aki.slash("/line", "done 鈴木", stage.channel));
  await aki.clickEphemeral(asked.ephemeral!, `pick:${number}`);
  const board = await watch(stage, aki, () => aki.slash("/line", "tags", stage.channel));
  expect(board.view).toBeDefined();
}
