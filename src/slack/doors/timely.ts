/** Slack waits 3 s for an answer and lets a trigger live for as long. */
import type { RespondFn } from "@slack/bolt";

import { PlatformError } from "../../errors.ts";
import type { Answer, Office } from "../commands/command.ts";
import { loading, modal, saying, spoken } from "./show.ts";
import type { ModalForm, Private } from "./slack.ts";

const PATIENCE = 2_300;

interface Timely<T> {
  work: Promise<T | undefined>;
  ack: (result: T | undefined) => Promise<void>;
  /** What came too late for the answer. */
  late: (result: T) => Promise<unknown>;
  /** Told instead of the result when there is none. */
  failed?: (cause: unknown) => T;
}

/** Answers Slack with the result, or in time without it; then the result is told another way. */
export async function answerLater<T>(office: Office, { work, ack, late, failed }: Timely<T>): Promise<void> {
  const sure = work.catch((cause: unknown) => {
    if (!failed) throw cause;
    noteFailure(office, cause);
    return failed(cause);
  });
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<"late">((resolve) => (timer = setTimeout(() => resolve("late"), PATIENCE)));
  const first = await Promise.race([sure.then((result) => ({ result })), tooLate]).finally(() => clearTimeout(timer));
  if (first !== "late") return ack(first.result);
  // it may end while Slack is answered, and must not be without anyone who hears of it
  const end = sure
    .then((result) => (result === undefined ? undefined : late(result)))
    .catch((cause: unknown) => noteFailure(office, cause));
  await ack(undefined);
  void end;
}

/** For `answerLater`: words to whoever waits. */
export const tellFailure =
  ({ words }: Office) =>
  (cause: unknown): Private => ({
    text: cause instanceof NotOpened ? words.office.door.notOpened : words.office.door.failed,
  });

/** An address for answers is good for five uses and 30 minutes, and not every press brings one. */
export async function answerTo(
  { ctx }: Office,
  respond: RespondFn,
  said: Private & { replace_original?: boolean },
): Promise<void> {
  try {
    await respond({ response_type: "ephemeral", ...said });
  } catch (cause) {
    ctx.log.warn({ err: cause }, "a private answer could not be told");
  }
}

/** What a platform does is no fault of ours; all else is. */
export function noteFailure({ ctx }: Office, cause: unknown): undefined {
  if (cause instanceof PlatformError || cause instanceof NotOpened)
    ctx.log.warn({ err: cause }, "Slack did not take the answer to a command");
  else ctx.log.error({ err: cause }, "a command failed");
  return undefined;
}

class NotOpened extends Error {
  override readonly name = "NotOpened";
  readonly code = "not_opened";
}

/** Uses the trigger at once, then fills the modal. Undefined: it is all said there. */
export async function opening(
  office: Office,
  trigger: string,
  mode: "open" | "push",
  work: () => Promise<Answer>,
): Promise<undefined> {
  const { slack, words } = office;
  let id: string;
  try {
    id = await slack[mode](trigger, loading(words));
  } catch (cause) {
    throw new NotOpened("Slack opened no window", { cause });
  }
  return fill(office, id, async () => {
    const answer = await work();
    return answer.kind === "modal"
      ? modal(words, answer.view)
      : saying(words, words.office.modal.done, spoken(words, answer));
  });
}

/** Shows something in a modal; whatever happens, it does not stay at "Loading…". */
export async function fill(office: Office, viewId: string, view: () => Promise<ModalForm>): Promise<undefined> {
  const { slack, words } = office;
  try {
    await slack.update(viewId, await view());
  } catch (cause) {
    if (cause instanceof PlatformError && cause.retryable) noteFailure(office, cause);
    else office.ctx.log.error({ err: cause }, "a window could not be filled");
    await slack
      .update(viewId, saying(words, words.office.modal.done, { text: words.office.door.failed }))
      .catch((again: unknown) => noteFailure(office, again));
  }
  return undefined;
}
