/** The modal of settings: one's own for everybody, those of the accounts for admins. */
import type { KnownBlock } from "@slack/types";
import { z } from "zod";

import { type Actor, actorOf } from "../../bridge/staff/actor.ts";
import {
  changeSettings,
  type Choices,
  type Chosen,
  chosenBy,
  type SettingsOrder,
  stampOf,
} from "../../bridge/staff/settings.ts";
import { CALLS, type Calls, callsOf } from "../../core/account-settings.ts";
import { readTarget, writeTarget } from "../../core/answer-time.ts";
import type { Words } from "../../words/words.ts";
import { type Answer, type FormValues, type Office, refuse, say } from "./command.ts";

export const SETTINGS = "settings";

/** Stamps by account: what was shown. */
const Metadata = z.object({ seen: z.record(z.string(), z.string()) });

/** Of 100 blocks; who has more accounts sees the others in a second app. */
const MOST_ACCOUNTS = 24;
const MOST_PEOPLE = 50;
const CHECKED = "on";

export function settingsView({ words }: Office, actor: Actor, chosen: Chosen, warning?: string): Answer {
  const { settings: said, modal } = words.office;
  const accounts = chosen.accounts.slice(0, MOST_ACCOUNTS);
  const seen = actor.admin ? accounts.map(({ id, settings }) => [String(id), stampOf(settings)]) : [];
  return {
    kind: "modal",
    view: {
      title: said.title,
      submit: modal.save,
      callbackId: SETTINGS,
      metadata: { seen: Object.fromEntries(seen) },
      blocks: [
        ...(warning ? [section(warning)] : []),
        callsInput(words, chosen.calls),
        { type: "divider" },
        ...accounts.flatMap((account) => [
          section(said.account(account.name)),
          ...(actor.admin ? inputs(words, account) : [section(asText(words, account.settings))]),
        ]),
        ...(actor.admin ? [] : [section(`_${said.adminsChange}_`)]),
      ],
    },
  };
}

const section = (text: string): KnownBlock => ({ type: "section", text: { type: "mrkdwn", text } });
const plain = (text: string) => ({ type: "plain_text" as const, text });

function callsInput({ office }: Words, calls: Calls): KnownBlock {
  const option = (value: Calls) => ({ text: plain(office.settings.call[value]), value });
  return {
    type: "input",
    block_id: "calls",
    label: plain(office.settings.calls),
    element: {
      type: "radio_buttons",
      action_id: "calls",
      options: CALLS.map(option),
      initial_option: option(calls),
    },
  };
}

function inputs({ office }: Words, { id, settings }: Chosen["accounts"][number]): KnownBlock[] {
  const { assignOnReply, roundRobin, roundRobinHint } = office.settings;
  const checked = { text: plain(assignOnReply), value: CHECKED };
  return [
    {
      type: "input",
      block_id: `reply:${id}`,
      optional: true,
      label: plain(office.card.assignee),
      element: {
        type: "checkboxes",
        action_id: "reply",
        options: [checked],
        ...(settings.assignOnReply ? { initial_options: [checked] } : {}),
      },
    },
    {
      type: "input",
      block_id: `round:${id}`,
      optional: true,
      label: plain(roundRobin),
      hint: plain(roundRobinHint),
      element: {
        type: "multi_users_select",
        action_id: "round",
        max_selected_items: MOST_PEOPLE,
        ...(settings.roundRobin.length > 0 ? { initial_users: settings.roundRobin } : {}),
      },
    },
    {
      type: "input",
      block_id: `target:${id}`,
      label: plain(office.digest.chosen.label),
      hint: plain(office.digest.chosen.hint),
      element: {
        type: "plain_text_input",
        action_id: "target",
        max_length: 20,
        initial_value: writeTarget(settings.target),
      },
    },
  ];
}

function asText({ office }: Words, { assignOnReply, roundRobin, target }: Choices): string {
  const { assignOnReplyIs, roundRobinIs } = office.settings;
  const round = roundRobinIs(roundRobin.map((id) => `<@${id}>`));
  return `• ${assignOnReplyIs[assignOnReply ? "on" : "off"]}\n• ${round}\n• ${office.digest.chosen.target(target)}`;
}

/** What was submitted, carried out. What cannot be is asked again, with what was chosen and the reason. */
export async function takeSettings(
  office: Office,
  submitted: { userId: string; metadata: unknown; values: FormValues },
): Promise<Answer | { kind: "errors"; errors: Record<string, string> }> {
  const { ctx, words } = office;
  const asked = await actorOf(ctx, submitted.userId);
  if (asked.kind === "refused") return refuse(asked.refusal);
  const { actor } = asked;
  const metadata = Metadata.safeParse(submitted.metadata);
  if (!metadata.success) return refuse({ kind: "gone" });
  const order = read(metadata.data.seen, submitted.values);
  if ("unclear" in order) {
    const errors = order.unclear.map((id) => [`target:${id}`, words.office.digest.chosen.unclear]);
    return { kind: "errors", errors: Object.fromEntries(errors) };
  }
  const done = await changeSettings(ctx, actor, order);
  switch (done.kind) {
    case "changed": {
      const { settings: said } = words.office;
      const own = done.calls === undefined ? [] : [said.callsAre(said.call[done.calls])];
      const theirs = done.accounts.map(({ name, settings }) => `${said.account(name)}\n${asText(words, settings)}`);
      return say([...own, ...theirs].join("\n"));
    }
    case "stale": {
      const chosen = await chosenBy(ctx, actor);
      return settingsView(office, actor, chosen, words.office.settings.stale(done.account, done.by));
    }
    case "refused": {
      if (done.refusal.kind === "nothingToDo" || done.refusal.kind === "adminsOnly") return refuse(done.refusal);
      return askAgain(office, actor, order, words.office.refusal(done.refusal));
    }
  }
}

async function askAgain(office: Office, actor: Actor, order: SettingsOrder, warning: string): Promise<Answer> {
  const now = await chosenBy(office.ctx, actor);
  const accounts = now.accounts.map((account) => {
    const wanted = order.accounts.find(({ id }) => id === account.id);
    return wanted ? { ...account, settings: wanted.to } : account;
  });
  const again = settingsView(office, actor, { calls: order.calls, accounts }, warning);
  if (again.kind !== "modal") return again;
  // what is shown is what was chosen, so the stamps must stay those of what is stored
  const seen = Object.fromEntries(now.accounts.map(({ id, settings }) => [String(id), stampOf(settings)]));
  return { ...again, view: { ...again.view, metadata: { seen } } };
}

const targetIn = (values: FormValues, id: string): number | undefined =>
  readTarget(values[`target:${id}`]?.["target"]?.value ?? "");

/** `unclear`: accounts with an answer time that is none. */
function read(seen: Record<string, string>, values: FormValues): SettingsOrder | { unclear: string[] } {
  const unclear = Object.keys(seen).filter((id) => values[`target:${id}`] && targetIn(values, id) === undefined);
  if (unclear.length > 0) return { unclear };
  return {
    calls: callsOf(values["calls"]?.["calls"]?.selected_option?.value),
    accounts: Object.entries(seen).flatMap(([id, stamp]) => {
      const reply = values[`reply:${id}`]?.["reply"];
      const round = values[`round:${id}`]?.["round"];
      const target = targetIn(values, id);
      if (!reply || !round || target === undefined) return [];
      const assignOnReply = (reply.selected_options ?? []).some(({ value }) => value === CHECKED);
      return [{ id: Number(id), seen: stamp, to: { assignOnReply, roundRobin: round.selected_users ?? [], target } }];
    }),
  };
}
