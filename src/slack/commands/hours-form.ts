/** The modal of response hours: every day of the week, holidays, exceptions, and who answers. */
import type { KnownBlock } from "@slack/types";
import { z } from "zod";

import type { BoundAccount } from "../../bridge/context.ts";
import { hoursOf } from "../../bridge/hours-of.ts";
import { type Actor, actorOf } from "../../bridge/staff/actor.ts";
import { changeAccountHours, hoursSettings, type HoursSettings, hoursStamp } from "../../bridge/staff/change-hours.ts";
import { warningsOf } from "../../bridge/staff/hours-warnings-of.ts";
import { dayOfIso } from "../../core/days.ts";
import {
  fieldOf,
  type FormFaults,
  formOf,
  type HoursForm,
  LONGEST_EXCEPTIONS,
  readForm,
} from "../../core/hours-form.ts";
import { HOLIDAYS } from "../../core/hours-rules.ts";
import { todayAt } from "../../core/hours-said.ts";
import { MODES } from "../../core/machine.ts";
import type { Submitted } from "../doors/submit.ts";
import { escapeText } from "../mrkdwn.ts";
import { type Answer, type FormValues, type Office, refuse } from "./command.ts";
import { hoursLines } from "./hours-text.ts";
import { sections, sectionBlocks } from "./sections.ts";

export const HOURS = "hours";

const Metadata = z.object({ account: z.number(), seen: z.string() });

const WEEK = [0, 1, 2, 3, 4, 5, 6];

const todayOf = (office: Office, zone: string): string => todayAt(zone, office.ctx.now());

export function hoursView(office: Office, actor: Actor, account: BoundAccount, warning?: string): Answer {
  if (!actor.admin) return refuse({ kind: "adminsOnlyTo", deed: "hours" });
  const { hours: said } = office.words.office;
  const settings = hoursSettings(account.settings);
  const { zone } = hoursOf(office.ctx, account);
  const form = formOf(settings, { zone, today: todayOf(office, zone), closed: said.holidayPolicy.closed });
  return {
    kind: "modal",
    view: {
      title: said.title,
      submit: office.words.office.modal.save,
      callbackId: HOURS,
      metadata: { account: account.id, seen: hoursStamp(settings) },
      blocks: [
        ...(warning ? sectionBlocks([warning]) : []),
        ...sectionBlocks([
          `*${escapeText(account.name)}*`,
          ...warningsOf(office.ctx, account).map((it) => said.warning[it]),
        ]),
        ...blocksOf(office, form),
      ],
    },
  };
}

const plain = (text: string) => ({ type: "plain_text" as const, text });

function blocksOf({ words }: Office, form: HoursForm): KnownBlock[] {
  const { hours: said } = words.office;
  const { form: labels } = said;
  return [
    ...WEEK.map((day) =>
      typed(`day:${day}`, said.weekdays[day] ?? "", {
        value: form.days[day] ?? "",
        ...(day === 0 ? { hint: labels.weekHint } : {}),
      }),
    ),
    chosen("holidays", labels.holidays, HOLIDAYS, said.holidayPolicy, form.holidays),
    form.exceptions === undefined
      ? { type: "section", text: { type: "mrkdwn", text: labels.tooManyToEdit } }
      : typed("exceptions", labels.exceptions, { value: form.exceptions, hint: labels.exceptionsHint, lines: true }),
    typed("zone", labels.zone, { value: form.zone, hint: labels.zoneHint }),
    chosen("inside", labels.inside, MODES, said.mode, form.inside),
    chosen("outside", labels.outside, MODES, said.mode, form.outside),
    typed("pause", labels.pause, { value: form.pause, hint: labels.pauseHint }),
  ];
}

function typed(
  id: string,
  label: string,
  { value, hint, lines = false }: { value: string; hint?: string; lines?: boolean },
): KnownBlock {
  return {
    type: "input",
    block_id: id,
    optional: true,
    label: plain(label),
    ...(hint ? { hint: plain(hint) } : {}),
    element: {
      type: "plain_text_input",
      action_id: id,
      max_length: lines ? LONGEST_EXCEPTIONS : 200,
      ...(lines ? { multiline: true } : {}),
      ...(value === "" ? {} : { initial_value: value }),
    },
  };
}

function chosen<T extends string>(
  id: string,
  label: string,
  all: readonly T[],
  names: Record<T, string>,
  value: T,
): KnownBlock {
  const option = (each: T) => ({ text: plain(names[each]), value: each as string });
  return {
    type: "input",
    block_id: id,
    label: plain(label),
    element: { type: "static_select", action_id: id, options: all.map(option), initial_option: option(value) },
  };
}

/** What was submitted, carried out. What is wrong is said beside it. */
export async function takeHours(
  office: Office,
  submitted: { userId: string; metadata: unknown; values: FormValues },
): Promise<Submitted> {
  const { ctx, words } = office;
  const asked = await actorOf(ctx, submitted.userId);
  if (asked.kind === "refused") return refuse(asked.refusal);
  const metadata = Metadata.safeParse(submitted.metadata);
  const account = asked.actor.accounts.find(({ id }) => id === metadata.data?.account);
  if (!metadata.success || !account) return refuse({ kind: "gone" });
  const form = filled(submitted.values);
  const { zone } = hoursOf(ctx, account);
  const today = dayOfIso(todayOf(office, zone)) ?? 0;
  let faults: FormFaults = {};
  const done = await changeAccountHours(ctx, asked.actor, {
    accountId: account.id,
    seen: metadata.data.seen,
    change(now) {
      const read = readForm(form, now, { zone, today });
      if ("to" in read) return { kind: "to", to: read.to };
      ({ faults } = read);
      return { kind: "fault", fault: { kind: "unclear" } };
    },
  });
  switch (done.kind) {
    case "changed": {
      const { hours: said } = words.office;
      return sections([said.changed, ...hoursLines(office, account, warningsOf(ctx, account))]);
    }
    case "fault": {
      const { hours: said } = words.office;
      const errors = Object.entries(faults).map(([id, fault]) => [
        id,
        unformatted(fault.kind === "dayEmpty" ? said.form.dayEmpty : said.form.fault(fault, fieldOf(id))),
      ]);
      return { kind: "errors", errors: Object.fromEntries(errors) };
    }
    case "stale":
      return staleView(office, asked.actor, account, { settings: done.settings, by: done.by });
    case "refused":
      return refuse(done.refusal);
  }
}

/** Beside an input nothing is formatted. */
const unformatted = (text: string): string =>
  text.replaceAll("`", "").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

/** As they are now, which another instance may have changed a moment ago. */
function staleView(
  office: Office,
  actor: Actor,
  account: BoundAccount,
  { settings, by }: { settings: HoursSettings; by: string },
): Answer {
  const fresh = { ...account, settings: { ...account.settings, ...settings } };
  return hoursView(office, actor, fresh, office.words.office.hours.form.stale(by));
}

function filled(values: FormValues): HoursForm {
  const text = (id: string): string => values[id]?.[id]?.value ?? "";
  const choice = <T extends string>(id: string, all: readonly T[], other: T): T =>
    all.find((each) => each === values[id]?.[id]?.selected_option?.value) ?? other;
  return {
    days: WEEK.map((day) => text(`day:${day}`)),
    holidays: choice("holidays", HOLIDAYS, "ignore"),
    exceptions: "exceptions" in values ? text("exceptions") : undefined,
    zone: text("zone"),
    inside: choice("inside", MODES, "both"),
    outside: choice("outside", MODES, "both"),
    pause: text("pause"),
  };
}
