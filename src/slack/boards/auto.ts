/** Automatic replies and greetings: every member looks and tries, admins make, move, turn, change and delete them. */
import type { KnownBlock } from "@slack/types";

import type { Actor } from "../../bridge/staff/actor.ts";
import { type AutoAccount, autoReplies, type AutoListed, type Tried, tryWords } from "../../bridge/staff/auto-lists.ts";
import { type AutoKept, moveAuto, turnAuto } from "../../bridge/staff/keep-auto.ts";
import { clockOf } from "../../core/auto-form.ts";
import { messagesAsWords } from "../../core/auto-message.ts";
import { type AutoRule, TRIGGERS } from "../../core/auto-rule.ts";
import type { AutoSeen } from "../../words/office-auto.ts";
import { short } from "../blocks.ts";
import type { Office } from "../commands/command.ts";
import { sentence } from "../doors/show.ts";
import { escapeText } from "../mrkdwn.ts";
import { accountHead } from "./account-input.ts";
import { AboutWords, wordsInput, wordsTyped } from "./asked-words.ts";
import { editSheet, makeSheet, removeSheet } from "./auto-sheets.ts";
import { board, type List, type Outcome, type Press, verbId } from "./board.ts";
import { pages, pageWithin, turnPage } from "./pages.ts";
import { rowMenu } from "./row-menu.ts";

/** Two blocks a rule, of the 100 that a modal holds. */
const SIZE = 20;
const PREVIEW = 200;
const SHOWN = 2_500;
const PASSED = 12;
export const LONGEST_TRY = 200;

export const autoBoard = board<AboutWords>({
  name: "auto",
  about: AboutWords,
  show: (office, { actor, about }) => list(office, actor, about),
  sheets: { make: makeSheet, edit: editSheet, remove: removeSheet },
  deeds: {
    page: turnPage,
    on: (office, press) => turn(office, press, "on"),
    off: (office, press) => turn(office, press, "off"),
    up: (office, press) => move(office, press, "up"),
    down: (office, press) => move(office, press, "down"),
  },
  take: (_office, { about, values }) =>
    Promise.resolve({ kind: "shown", about: { ...about, words: wordsTyped(values, LONGEST_TRY) } }),
});

async function turn(
  { ctx, words }: Office,
  { actor, about, value }: Press<AboutWords>,
  to: "on" | "off",
): Promise<Outcome<AboutWords>> {
  const { auto } = words.office;
  return told(words, about, await turnAuto(ctx, actor, Number(value), to), (name) => auto.turned(name, to === "on"));
}

async function move(
  { ctx, words }: Office,
  { actor, about, value }: Press<AboutWords>,
  to: "up" | "down",
): Promise<Outcome<AboutWords>> {
  return told(words, about, await moveAuto(ctx, actor, Number(value), to), words.office.auto.moved);
}

function told(
  { office }: Office["words"],
  about: AboutWords,
  result: AutoKept,
  done: (name: string) => string,
): Outcome<AboutWords> {
  switch (result.kind) {
    case "kept":
      return { kind: "shown", about, said: done(result.name) };
    case "atTheEdge":
      return { kind: "shown", about, said: office.auto.atTheEdge };
    case "refused":
      return { kind: "refused", refusal: result.refusal };
    case "stale":
    case "faults":
    case "tooMany":
      return { kind: "shown", about, said: office.auto.staleDelete };
  }
}

async function list(office: Office, actor: Actor, about: AboutWords): Promise<List> {
  const { auto: said, commands } = office.words.office;
  const accounts = await autoReplies(office.ctx, actor);
  const all = accounts.flatMap(({ account, rules }) => rules.map((listed) => ({ account, listed })));
  const page = pageWithin(about.page, SIZE, all.length);
  const shown = new Set(all.slice(page * SIZE, (page + 1) * SIZE).map(({ listed }) => listed.rule.id));
  const tried = about.words.trim() === "" ? [] : await tryWords(office.ctx, actor, about.words);
  return {
    title: commands.auto.button,
    submit: said.test.submit,
    blocks: [
      ...(tried.length > 0 ? [sentence(said.test.heard(about.words))] : []),
      ...tried.slice(0, 10).flatMap((each) => outcome(office, actor, each)),
      wordsInput(said.test.label, { most: LONGEST_TRY, initial: about.words }),
      ...(actor.admin ? [makeButtons(office)] : []),
      ...(all.length === 0 ? [sentence(said.none)] : []),
      ...accounts.flatMap((account) => group(office, actor, account, shown)),
      ...pages("auto", { page, size: SIZE, count: all.length }, said),
    ],
  };
}

/** Which rule answers, with what, and why those before it do not. */
function outcome({ words }: Office, actor: Actor, { account, rule, passed, quiet, messages }: Tried): KnownBlock[] {
  const { test } = words.office.auto;
  const head = actor.accounts.length > 1 ? `:busts_in_silhouette: ${escapeText(account.name)}: ` : "";
  const says = quiet ? test.quiet : rule ? test.answers(rule.name) : test.silent;
  const why = quiet ? [] : passed.slice(0, PASSED).map(({ rule: other, because }) => test.passed(other.name, because));
  const reply = quiet || !rule ? [] : [quote(messagesAsWords(messages))];
  return [sentence(`${head}${says}`), ...reply, ...(why.length > 0 ? [sentence(why.join("\n"))] : [])];
}

const quote = (text: string): KnownBlock => ({
  type: "section",
  text: { type: "plain_text", text: short(`» ${text}`, SHOWN), emoji: false },
});

const makeButtons = ({ words }: Office): KnownBlock => ({
  type: "actions",
  elements: TRIGGERS.map((trigger) => ({
    type: "button",
    action_id: verbId("auto", "make", trigger),
    text: { type: "plain_text", text: words.office.auto.make[trigger] },
    value: trigger,
  })),
});

function group(
  office: Office,
  actor: Actor,
  { account, rules, manual }: AutoAccount,
  shown: ReadonlySet<number>,
): KnownBlock[] {
  const rows = rules.filter(({ rule }) => shown.has(rule.id));
  if (rows.length === 0) return [];
  const warning = manual ? [sentence(office.words.office.auto.manual(manual))] : [];
  return [
    ...accountHead(actor, account.name),
    ...warning,
    ...rows.flatMap((row) => [named(office, actor, row), preview(row.rule)]),
  ];
}

function named({ words }: Office, actor: Actor, { rule, never }: AutoListed): KnownBlock {
  const { auto: said } = words.office;
  const turned = rule.enabled ? { off: said.turnOff } : { on: said.turnOn };
  const verbs = { edit: said.edit, up: said.up, down: said.down, ...turned, remove: said.remove };
  const lines = [said.row(seen(rule)), ...(never ? [said.never[never]] : [])];
  return {
    type: "section",
    text: { type: "mrkdwn", text: short(lines.join("\n"), SHOWN) },
    // who may only look gets no menu of what they may not do
    ...(actor.admin ? { accessory: rowMenu("auto", rule.id, verbs) } : {}),
  };
}

function seen({ times, ...rule }: AutoRule): AutoSeen {
  return { ...rule, times: times && { from: clockOf(times.from), until: clockOf(times.until) } };
}

const preview = (rule: AutoRule): KnownBlock => ({
  type: "context",
  elements: [{ type: "plain_text", text: short(messagesAsWords(rule.messages), PREVIEW), emoji: false }],
});
