/** A rush into one Slack channel, which takes about one post a second: how long until every word can be read there. */
import { clock } from "./child.ts";
import { customerWrites, wordOf } from "./events.ts";
import type { Planned } from "./load.ts";
import { seconds, times } from "./numbers.ts";
import type { Row } from "./table.ts";
import { firstSeen, openThreads, countReaches, type Talk } from "./talk.ts";
import { type Bench, type Bridge, startNaive, type World } from "./world.ts";

const CUSTOMERS = 60;
const MESSAGES = 600;
const LASTS = 10_000;
/** A bridge that needs longer than this is not waited for. */
const PATIENCE = 210_000;
const CALLS = ["chat.postMessage"];

interface Outcome {
  visible: number;
  /** From the first message sent to the last one visible, or to when we stopped waiting. */
  seconds: number;
}

export async function burst(bench: Bench): Promise<Row[]> {
  const world = await bench.world();
  const naive = await startNaive();
  try {
    // the threads are opened without limits, then the app starts anew with the real ones
    const opening = await world.app({ SLACK_POSTS_PER_SECOND: "1000" });
    const ourTalks = await openThreads(world.load, opening.url, world.slack, { count: CUSTOMERS, first: 1_000 });
    await opening.stop();
    const app = await world.app();
    const naiveTalks = await openThreads(world.load, naive.url, naive.slack, { count: CUSTOMERS, first: 2_000 });
    for (const { slack } of [world, naive]) await slack.ask("limit", { postsPerSecond: 1 });

    const [ours, other] = await Promise.all([
      rush(world, { url: app.url, line: world.line, slack: world.slack }, ourTalks, 10_000),
      rush(world, naive, naiveTalks, 20_000),
    ]);
    return [
      {
        what: `${MESSAGES} messages of ${CUSTOMERS} customers in 10 s, 1 post/s: all visible`,
        ours: told(ours),
        other: `${told(other)} naive`,
        ratio: times(ours.visible / ours.seconds / (other.visible / other.seconds)),
        aim: "≤ 75 s",
        holds: ours.visible === MESSAGES && ours.seconds <= 75,
      },
    ];
  } finally {
    await naive.close();
    await world.close();
  }
}

async function rush(world: World, { url, slack }: Bridge, talks: Talk[], first: number): Promise<Outcome> {
  const requests = Array.from({ length: MESSAGES }, (_, n): Planned => {
    const word = wordOf(first + n);
    const talk = talks[n % talks.length] as Talk;
    return { ...customerWrites(talk.user, word), word, after: (n * LASTS) / MESSAGES };
  });
  const before = await slack.ask("count", { calls: CALLS });
  await slack.ask("take", null);
  const start = clock();
  // a bridge may leave the platform waiting for its answer; nobody here waits for it
  void world.load.ask("pace", { url, requests }).catch(() => undefined);
  const all = await countReaches(slack, CALLS, before + MESSAGES, PATIENCE);
  const seen = firstSeen(await slack.ask("take", null), CALLS);
  const when = requests.flatMap(({ word }) => seen.get(word) ?? []);
  return { visible: when.length, seconds: ((all ? Math.max(...when) : clock()) - start) / 1000 };
}

function told({ visible, seconds: took }: Outcome): string {
  return visible === MESSAGES ? seconds(took) : `${visible} of ${MESSAGES} after ${seconds(took)}`;
}
