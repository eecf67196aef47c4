/** The strip on top: the clock, the app, what it cost so far, and what a platform would not have let pass. */
import type { Trouble } from "../troubles.ts";
import type { Language, World } from "../world.ts";

export interface SeenWorld {
  shop: string;
  language: Language;
  /** No language was chosen, and nothing was said yet: the first visitor's is taken. */
  mayFollow: boolean;
  app: "starting" | "running" | "stopped";
  /** All clocks are so many milliseconds ahead of this machine's. */
  ahead: number;
  troubles: readonly Trouble[];
  counters: { billed: number; free: number; retries: number; duplicates: number };
  refusals: { platform: "line" | "slack"; what: string }[];
}

export function seeWorld(world: World): SeenWorld {
  const { shop, controls, troubles } = world;
  return {
    shop: shop(),
    language: controls.language(),
    mayFollow: controls.mayFollow(),
    app: controls.app(),
    ahead: controls.ahead(),
    troubles: troubles.on(),
    counters: count(world),
    refusals: refusals(world),
  };
}

function count({ line, slack }: World): SeenWorld["counters"] {
  const keys = new Set<string>();
  let again = 0;
  for (const { headers } of line.calls) {
    if (headers.retryKey === undefined) continue;
    if (keys.has(headers.retryKey)) again += 1;
    keys.add(headers.retryKey);
  }
  const failed = slack.calls.filter(({ fault, status }) => fault !== undefined || status === 429).length;
  const refused = line.calls.filter(({ status }) => status === 409).length;
  const repeated = line.webhooks.filter(
    ({ status, events }) => status === 200 && events.some(({ deliveryContext }) => deliveryContext.isRedelivery),
  ).length;
  const retold = slack.events.filter(({ retry, status }) => retry > 0 && status === 200).length;
  return {
    billed: line.billed(),
    free: line.free(),
    retries: again + failed,
    duplicates: refused + repeated + retold,
  };
}

/**
 * Not that it was too fast, which is part of the day; nor what can only be known by asking: what Slack lets an app delete, and
 * whether a window is still open.
 */
const EXPECTED = /: ratelimited$|^chat\.delete: cant_delete_message$|^views\.update: not_found$/;

function refusals({ line, slack }: World): SeenWorld["refusals"] {
  const bad = line.calls.filter(({ status, fault }) => status === 400 && fault === undefined);
  return [
    ...line.violations.map((what) => ({ platform: "line" as const, what })),
    ...bad.map(({ path, answer }) => ({ platform: "line" as const, what: `${path}: ${JSON.stringify(answer)}` })),
    ...slack.violations.filter((what) => !EXPECTED.test(what)).map((what) => ({ platform: "slack" as const, what })),
  ];
}
