/** `/line hours`: when somebody is there, and who answers. Members look, admins change. */
import type { BoundAccount } from "../../bridge/context.ts";
import { hoursOf } from "../../bridge/hours-of.ts";
import type { Actor } from "../../bridge/staff/actor.ts";
import {
  changeAccountHours,
  type HoursChange,
  type HoursDone,
  type HoursSettings,
  undoHours,
} from "../../bridge/staff/change-hours.ts";
import { warningsOf } from "../../bridge/staff/hours-warnings-of.ts";
import { saidThen } from "../../bridge/staff/said-then.ts";
import { dayOfIso } from "../../core/days.ts";
import { changeHours } from "../../core/hours-change.ts";
import { todayAt } from "../../core/hours-said.ts";
import { type HoursOrder, readHoursOrder } from "../../core/hours-typed.ts";
import { readWhen } from "../../core/when.ts";
import { short } from "../blocks.ts";
import { type Answer, deskCommand, type Office, refuse, say } from "./command.ts";
import { hoursView } from "./hours-form.ts";
import { hoursLines, thenLines } from "./hours-text.ts";
import { plainArgs } from "./plain-args.ts";
import { sectionBlocks, sections } from "./sections.ts";
import { oneAccount, whose } from "./which-account.ts";

/** Only the last word counts: an account may be named before it. */
const EDIT = /(?:^|\s)(?:edit|form|change|変更|編集|フォーム|設定)\s*$/iu;

export const hours = deskCommand<string>({
  name: "hours",
  aliases: ["応答時間", "営業時間", "受付時間"],
  who: "member",
  opens: (text) => EDIT.test(text.normalize("NFKC")),
  without: {
    card: "response hours are not about a chat",
    shortcut: "response hours are not about a chat",
    reaction: "a reaction is about a chat",
    global: "it finds a chat",
    home: "the tab is about chats",
  },
  read: (text) => plainArgs(text).trim(),
  async run(office, { actor, args, channel }) {
    const meant = whose(actor, channel, args);
    const one = oneAccount(office, channel, meant, args);
    // hours of several may be looked at
    if ("refusal" in one && one.refusal.kind !== "whichAccount") return refuse(one.refusal);
    const [first] = meant.accounts;
    if (!first) return refuse({ kind: "gone" });
    const { zone } = hoursOf(office.ctx, first);
    const order = readHoursOrder(meant.rest, dayOfIso(todayAt(zone, office.ctx.now())) ?? 0);
    if (order.kind === "fault") return refuse({ kind: "hours", fault: order.fault });
    if (order.kind === "show") return shown(office, actor, meant.accounts);
    if ("refusal" in one) {
      const accounts = meant.accounts.map(({ name }) => name);
      return refuse({ kind: "hours", fault: { kind: "whichAccount", accounts } });
    }
    return carryOut(office, actor, one.account, order);
  },
});

function shown(office: Office, actor: Actor, accounts: readonly BoundAccount[], head?: string): Answer {
  const { hours: said } = office.words.office;
  const lines: string[] = head === undefined ? [] : [head];
  for (const account of accounts) lines.push(...hoursLines(office, account, warningsOf(office.ctx, account)));
  return sections([...lines, actor.admin ? said.howTo : said.adminsChange]);
}

async function carryOut(
  office: Office,
  actor: Actor,
  account: BoundAccount,
  order: Exclude<HoursOrder, { kind: "show" }>,
): Promise<Answer> {
  const { ctx } = office;
  const { hours: said } = office.words.office;
  switch (order.kind) {
    case "edit":
      return hoursView(office, actor, account);
    case "at": {
      const when = readWhen(order.when, ctx.now(), hoursOf(ctx, account).zone);
      if (!when) return refuse({ kind: "timeUnclear", text: order.when.slice(0, 50) });
      if (when.kind !== "at") return refuse({ kind: when.kind === "past" ? "timePast" : "timeFar" });
      return whatThen(office, account, when.at);
    }
    case "undo":
      return told(office, actor, account, await undoHours(ctx, actor, account.id), said.undone);
    case "always":
    case "zone":
    case "mode":
    case "pause":
    case "steps": {
      const change = (now: HoursSettings): HoursChange => changed(now, order, ctx.settings.timeZone);
      const done = await changeAccountHours(ctx, actor, { accountId: account.id, change });
      return told(office, actor, account, done, said.changed);
    }
  }
}

/** What would be, and what a customer would read then. */
async function whatThen(office: Office, account: BoundAccount, at: Date): Promise<Answer> {
  const { atTime } = office.words.office.hours;
  const said = await saidThen(office.ctx, account, at);
  const lines = [...thenLines(office, account, at), said ? atTime.says(said.rule) : atTime.saysNothing];
  const quoted = said
    ? [{ type: "section" as const, text: { type: "plain_text" as const, text: short(said.words, 3_000) } }]
    : [];
  return say([...lines, ...(said ? [said.words] : [])].join("\n"), [...sectionBlocks(lines), ...quoted]);
}

type Change = Extract<HoursOrder, { kind: "always" | "zone" | "mode" | "pause" | "steps" }>;

function changed(now: HoursSettings, order: Change, zone: string): HoursChange {
  switch (order.kind) {
    case "always":
      return { kind: "to", to: { ...now, hours: null } };
    case "zone":
      return now.hours
        ? { kind: "to", to: { ...now, hours: { ...now.hours, zone: order.zone } } }
        : { kind: "fault", fault: { kind: "noWeek" } };
    case "mode": {
      const { inside = now.modes.inside, outside = now.modes.outside } = order;
      return { kind: "to", to: { ...now, modes: { inside, outside } } };
    }
    case "pause":
      return { kind: "to", to: { ...now, pauseHours: order.hours } };
    case "steps": {
      const done = changeHours(now.hours, order.steps, zone);
      return done.kind === "fault" ? done : { kind: "to", to: { ...now, hours: done.rules } };
    }
  }
}

function told(office: Office, actor: Actor, account: BoundAccount, done: HoursDone, head: string): Answer {
  switch (done.kind) {
    case "changed":
      return shown(office, actor, [account], head);
    case "fault":
      return refuse({ kind: "hours", fault: done.fault });
    case "stale":
      return refuse({ kind: "hours", fault: { kind: "changedSince", by: done.by } });
    case "refused":
      return refuse(done.refusal);
  }
}
