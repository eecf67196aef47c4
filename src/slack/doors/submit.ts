/** What is submitted in our modals, and what their lists offer. */
import type { App } from "@slack/bolt";
import { z } from "zod";

import { type Answer, type FormValues, type Office, refuse } from "../commands/command.ts";
import { HOURS, takeHours } from "../commands/hours-form.ts";
import { commandNamed } from "../commands/index.ts";
import { SETTINGS, takeSettings } from "../commands/settings-form.ts";
import { FORM, takeForm } from "./form.ts";
import { manageView } from "./manage.ts";
import { give, type Line } from "./order.ts";
import { parseJson } from "./press.ts";
import { loading, modal, saying, spoken } from "./show.ts";
import { answerLater, tellFailure } from "./timely.ts";
import { CHAT, readWhich, suggest, WHICH } from "./which.ts";

export type Submitted = Answer | { kind: "errors"; errors: Record<string, string> };
type Ack = (answer?: unknown) => Promise<void>;

export function mountSubmissions(app: App, office: Office): void {
  app.view(FORM, async ({ ack, body, view }) => {
    const metadata = parseJson(view.private_metadata);
    const { id: viewId } = view;
    const done = takeForm(office, { userId: body.user.id, viewId, metadata, ...readFilled(view) });
    await submitted(office, done, view.id, ack as Ack);
  });
  app.view(WHICH, async ({ ack, body, view }) => {
    const chosen = readWhich(parseJson(view.private_metadata), readFilled(view).values);
    await submitted(office, afterWhich(office, body.user.id, chosen), view.id, ack as Ack);
  });
  app.view(SETTINGS, async ({ ack, body, view }) => {
    const metadata = parseJson(view.private_metadata);
    const done = takeSettings(office, { userId: body.user.id, metadata, values: view.state.values });
    await submitted(office, done, view.id, ack as Ack);
  });
  app.view(HOURS, async ({ ack, body, view }) => {
    const metadata = parseJson(view.private_metadata);
    const done = takeHours(office, { userId: body.user.id, metadata, values: view.state.values });
    await submitted(office, done, view.id, ack as Ack);
  });
  app.options(CHAT, async ({ ack, body }) => {
    const typed = "value" in body && typeof body.value === "string" ? body.value : "";
    await answerLater(office, {
      work: suggest(office, body.user.id, typed),
      ack: (options) => ack({ options: options ?? [] }),
      late: () => Promise.resolve(),
      failed: () => [],
    });
  });
}

const Values = z.record(z.string(), z.record(z.string(), z.looseObject({})));
const Filled = z.object({
  blocks: z.array(z.unknown()).catch([]),
  state: z.object({ values: z.custom<FormValues>((values) => Values.safeParse(values).success) }).catch({ values: {} }),
});

function readFilled(view: unknown): { values: FormValues; blocks: readonly unknown[] } {
  const { blocks, state } = Filled.parse(view);
  return { blocks, values: state.values };
}

async function afterWhich(office: Office, userId: string, chosen: ReturnType<typeof readWhich>): Promise<Answer> {
  if (!chosen) return refuse({ kind: "gone" });
  const { chat, text } = chosen;
  if (chosen.command === "manage") return manageView(office, { userId, chat, door: "global" });
  const command = commandNamed(chosen.command);
  if (!command) return refuse({ kind: "gone" });
  const line: Line = { kind: "command", command, text, chat };
  return give(office, line, { userId, door: "slash", channel: undefined });
}

/** The answer takes the place of what was submitted. */
export async function submitted(office: Office, done: Promise<Submitted>, viewId: string, ack: Ack): Promise<void> {
  const { words } = office;
  const shown = done.then((answer) => {
    if (answer.kind === "errors") return answer;
    const view =
      answer.kind === "modal"
        ? modal(words, answer.view)
        : saying(words, words.office.modal.done, spoken(words, answer));
    return { kind: "view" as const, view };
  });
  await answerLater(office, {
    work: shown,
    ack: (answer) => {
      if (answer === undefined) return ack({ response_action: "update", view: loading(words) });
      return answer.kind === "errors"
        ? ack({ response_action: "errors", errors: answer.errors })
        : ack({ response_action: "update", view: answer.view });
    },
    late: async (answer) => {
      // the form is gone from the screen: what was wrong with it is said instead
      const wrong = answer.kind === "errors" ? { text: Object.values(answer.errors).join("\n") } : undefined;
      const view = answer.kind === "view" ? answer.view : saying(words, words.office.modal.done, wrong ?? { text: "" });
      await office.slack.update(viewId, view);
    },
    failed: (cause) => ({
      kind: "view" as const,
      view: saying(words, words.office.modal.done, tellFailure(office)(cause)),
    }),
  });
}
