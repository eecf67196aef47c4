/** What a bridge adds to the way of a message: from the moment its event is sent to the moment the other platform is called. */
import { customerWrites, staffWrites, wordOf } from "./events.ts";
import type { Planned } from "./load.ts";
import { ms, percentile, times } from "./numbers.ts";
import type { Row } from "./table.ts";
import { countReaches, firstSeen, openThreads, type Talk } from "./talk.ts";
import { type Bench, type Bridge, type Recorder, startNaive, type World } from "./world.ts";

const TALKS = 40;
const MESSAGES = 400;
/** 20 a second. */
const GAP = 50;
const ROUNDS = 2;

interface Ways {
  toSlack: number[];
  toLine: number[];
}

export async function relay(bench: Bench): Promise<Row[]> {
  const world = await bench.world();
  const naive = await startNaive();
  try {
    const app = await world.app({ SEND_HOLD_SECONDS: "0", SLACK_POSTS_PER_SECOND: "1000" });
    const bridges = { ours: { url: app.url, line: world.line, slack: world.slack }, naive };
    const took: Record<keyof typeof bridges, Ways> = {
      ours: { toSlack: [], toLine: [] },
      naive: { toSlack: [], toLine: [] },
    };
    // the first round only warms up
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const name of ["ours", "naive"] as const) {
        const bridge = bridges[name];
        const first = (round + 1) * 10_000;
        const customers = { count: TALKS, first };
        const talks = await openThreads(world.load, bridge.url, bridge.slack, customers);
        const { toSlack, toLine } = await ways(world, bridge, talks, first + 1_000);
        if (round === 0) continue;
        took[name].toSlack.push(...toSlack);
        took[name].toLine.push(...toLine);
      }
    }
    return [
      ...rows("LINE to Slack", took.ours.toSlack, took.naive.toSlack),
      ...rows("Slack to LINE", took.ours.toLine, took.naive.toLine),
    ];
  } finally {
    await naive.close();
    await world.close();
  }
}

async function ways(world: World, bridge: Bridge, talks: Talk[], first: number): Promise<Ways> {
  const plan = (write: (talk: Talk, word: string) => ReturnType<typeof staffWrites>, from: number): Planned[] =>
    Array.from({ length: MESSAGES }, (_, n) => {
      const word = wordOf(from + n);
      return { ...write(talks[n % talks.length] as Talk, word), word, after: n * GAP };
    });
  const inbound = plan((talk, word) => customerWrites(talk.user, word), first);
  const toSlack = await oneWay(world, bridge.url, bridge.slack, inbound, ["chat.postMessage"]);
  const answers = plan((talk, word) => staffWrites(talk.threadTs, word), first + 2_000);
  return { toSlack, toLine: await oneWay(world, bridge.url, bridge.line, answers, ["push", "reply"]) };
}

async function oneWay(
  world: World,
  url: string,
  recorder: Recorder,
  requests: Planned[],
  calls: string[],
): Promise<number[]> {
  const before = await recorder.ask("count", { calls });
  await recorder.ask("take", null);
  const sent = await world.load.ask("pace", { url, requests });
  if (!(await countReaches(recorder, calls, before + requests.length, 20_000)))
    throw new Error(`Only ${(await recorder.ask("count", { calls })) - before} of ${requests.length} arrived`);
  const seen = firstSeen(await recorder.ask("take", null), calls);
  return sent.flatMap(({ word, at }) => (seen.has(word) ? [(seen.get(word) as number) - at] : []));
}

function rows(way: string, ours: number[], naive: number[]): Row[] {
  return (
    [
      ["p50", 50, 15],
      ["p99", 99, 60],
    ] as const
  ).map(([name, percent, aim]) => {
    const [a, b] = [percentile(ours, percent), percentile(naive, percent)];
    return {
      what: `${way} at 20/s, ${name}`,
      ours: ms(a),
      other: `${ms(b)} naive`,
      ratio: times(a / b),
      aim: `< ${aim} ms`,
      holds: a < aim,
    };
  });
}
