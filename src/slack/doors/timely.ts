/** Slack waits 3 s for an answer and lets a trigger live for as long. */
import type { Answer, Office } from "../commands/command.ts";
import { loading, modal, saying, spoken } from "./show.ts";

const PATIENCE = 2_300;

interface Timely<T> {
  work: Promise<T | undefined>;
  ack: (result: T | undefined) => Promise<void>;
  /** What came too late for the answer. */
  late: (result: T) => Promise<unknown>;
}

/** Answers Slack with the result, or in time without it; then the result is told another way. */
export async function answerLater<T>({ ctx }: Office, { work, ack, late }: Timely<T>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<"late">((resolve) => (timer = setTimeout(() => resolve("late"), PATIENCE)));
  const first = await Promise.race([work.then((result) => ({ result })), tooLate]).finally(() => clearTimeout(timer));
  if (first !== "late") return ack(first.result);
  await ack(undefined);
  work
    .then((result) => (result === undefined ? undefined : late(result)))
    .catch((cause: unknown) => ctx.log.error({ err: cause }, "a slow command failed"));
}

/** Uses the trigger at once, then fills the modal. Undefined: it is all said there. */
export async function opening(
  office: Office,
  trigger: string,
  mode: "open" | "push",
  work: () => Promise<Answer>,
): Promise<undefined> {
  const { slack, words } = office;
  const id = await slack[mode](trigger, loading(words));
  const answer = await work();
  const view =
    answer.kind === "modal" ? modal(words, answer.view) : saying(words, words.office.modal.done, spoken(words, answer));
  await slack.update(id, view);
  return undefined;
}
