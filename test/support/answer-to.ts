/** What a slash command answers: at once, or, on a busy machine, with words that come after Slack has waited. */
import type { Staff } from "../../src/sandbox/slack/types.ts";
import { type Stage, until } from "./stage.ts";

export async function answerTo(
  { slack, channel }: Pick<Stage, "slack" | "channel">,
  who: Staff,
  line: string,
): Promise<string> {
  const before = slack.responses.length;
  const { answer } = await who.slash("/line", line, channel);
  const { text } = (answer ?? {}) as { text?: unknown };
  if (typeof text === "string") return text;
  const later = (): unknown => slack.responses.slice(before).find(({ user }) => user === who.userId)?.body["text"];
  return String(await until(`an answer to ${line}`, later));
}
