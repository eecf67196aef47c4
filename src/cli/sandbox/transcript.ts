/** The story as both platforms recorded it, and whether it went as it must. Nothing here is taken from the app. */
import { ANSWER_ON_PHONE, type Played, SAID } from "./story.ts";
import type { Platforms } from "./world.ts";

export interface Seen {
  side: "line" | "slack";
  /** Milliseconds since 1970, by the platform's own record. */
  at: number;
  who: string;
  text: string;
  /** Written there, or brought there by the bridge. */
  brought: boolean;
}

export async function whatWasSeen({ line, slack }: Platforms, played: Played): Promise<Seen[]> {
  const { customer, channel, threadTs, userId } = played;
  const chat = line.customers().find((each) => each.userId === userId);
  const phone = (chat ? line.phone(chat) : []).map((message): Seen => {
    const brought = message.from === "account";
    const who = brought ? "account" : customer;
    return {
      side: "line",
      at: message.at,
      who,
      text: "text" in message.message ? String(message.message.text) : "",
      brought,
    };
  });
  const thread = (await slack.thread(channel, threadTs)).map((message): Seen => {
    const who = message.username ?? (message.bot_id ? "Threadline" : played.staff);
    return {
      side: "slack",
      at: arrivedAt(slack, message.ts),
      who,
      text: message.text,
      brought: message.bot_id !== undefined,
    };
  });
  return [...phone, ...thread, ...repeated(line)].toSorted((a, b) => a.at - b.at);
}

const AGAIN = "the same webhook again";

/** LINE's own record of the webhooks that it delivered once more. */
function repeated(line: Platforms["line"]): Seen[] {
  const again = line.webhooks.filter((webhook) => webhook.events.some((event) => event.deliveryContext.isRedelivery));
  return again.map(({ at, status }) => ({
    side: "line",
    at,
    who: "LINE",
    text: `${AGAIN} (answered ${status})`,
    brought: false,
  }));
}

/** When Slack took it: the clock in a fake Slack's `ts` knows only whole seconds. */
function arrivedAt(slack: Platforms["slack"], ts: string): number {
  const call = slack.calls.find(
    (each) => typeof each.answer === "object" && each.answer !== null && "ts" in each.answer && each.answer.ts === ts,
  );
  const said = slack.events.find((each) => JSON.stringify(each.body).includes(`"ts":"${ts}"`));
  return call?.at ?? said?.at ?? Math.round(Number(ts) * 1000);
}

/** What is wrong with it; empty when the story went as it must. */
export function faultsOf(seen: readonly Seen[], violations: readonly string[]): string[] {
  const count = (side: Seen["side"], brought: boolean, text: string): number =>
    seen.filter((each) => each.side === side && each.brought === brought && each.text.includes(text)).length;
  const wanted: [string, number][] = [
    ["a head card in Slack", count("slack", true, "佐藤さくら · #")],
    ...[SAID.question, SAID.more, SAID.thanks].flatMap((text): [string, number][] => [
      [`"${text}" written on the phone`, count("line", false, text)],
      [
        `"${text}" in the thread`,
        seen.filter((each) => each.side === "slack" && each.who.endsWith("· LINE") && each.text === text).length,
      ],
    ]),
    [`${AGAIN}, answered 200`, seen.filter((each) => each.text === `${AGAIN} (answered 200)`).length],
    [`"${SAID.answer}" written in the thread`, count("slack", false, SAID.answer.replace(":smile:", ""))],
    [`"${ANSWER_ON_PHONE}" on the phone`, count("line", true, ANSWER_ON_PHONE)],
  ];
  const wrong = wanted
    .filter(([, times]) => times !== 1)
    .map(([what, times]) => `${what}: ${times} times instead of once`);
  return [...wrong, ...violations.map((violation) => `a platform would refuse or punish: ${violation}`)];
}

export function printTranscript(seen: readonly Seen[]): string {
  const start = seen[0]?.at ?? 0;
  const rows = seen.map((each) => {
    const time = `${((each.at - start) / 1000).toFixed(2)} s`.padStart(8);
    const arrow = each.brought ? "→" : " ";
    const place = each.side === "line" ? "LINE " : "Slack";
    return `${time}  ${arrow} ${place}  ${each.who}: ${each.text.replaceAll("\n", " / ")}`;
  });
  return ["            (→ brought by Threadline)", ...rows].join("\n");
}
