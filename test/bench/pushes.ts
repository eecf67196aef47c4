/** What LINE bills when staff write as people do: a thought in three messages, some seconds apart. */
import { clock, sleep } from "./child.ts";
import { staffWrites, wordOf } from "./events.ts";
import { times } from "./numbers.ts";
import type { Row } from "./table.ts";
import { countReaches, openThreads, type Talk } from "./talk.ts";
import { type Bench, type Bridge, startNaive, type World } from "./world.ts";

const BURSTS = 100;
const EACH = 3;
const CALLS = ["push", "reply"];

interface Billed {
  words: number;
  pushes: number;
}

export async function pushes(bench: Bench): Promise<Row[]> {
  const world = await bench.world();
  const naive = await startNaive();
  try {
    // the hold is the default, 10 s; Slack's pace has nothing to do with it
    const app = await world.app({ SLACK_POSTS_PER_SECOND: "1000" });
    const ours = { url: app.url, line: world.line, slack: world.slack };
    const ourTalks = await openThreads(world.load, ours.url, ours.slack, { count: BURSTS, first: 1_000 });
    const naiveTalks = await openThreads(world.load, naive.url, naive.slack, { count: BURSTS, first: 2_000 });
    const [a, b] = await Promise.all([
      answers(world, ours, ourTalks, 10_000),
      answers(world, naive, naiveTalks, 20_000),
    ]);
    return [
      {
        what: `LINE pushes billed for ${BURSTS} answers of ${EACH} messages, 4 to 8 s apart`,
        ours: told(a),
        other: `${told(b)} naive`,
        ratio: times(a.pushes / b.pushes),
        aim: `${BURSTS}`,
        holds: a.words === BURSTS * EACH && a.pushes === BURSTS,
      },
    ];
  } finally {
    await naive.close();
    await world.close();
  }
}

async function answers(world: World, { url, line }: Bridge, talks: Talk[], first: number): Promise<Billed> {
  await line.ask("take", null);
  const start = clock();
  await Promise.all(
    talks.map(async ({ threadTs }, n) => {
      for (let k = 0; k < EACH; k += 1) {
        // 4, 5, 6, 7 or 8 s after the one before; the bursts begin within 5 s
        const gap = k === 0 ? (n * 5_000) / talks.length : 4_000 + ((n + 2 * k) % 5) * 1_000;
        await sleep(gap);
        const word = wordOf(first + n * EACH + k);
        await world.load.ask("pace", { url, requests: [{ ...staffWrites(threadTs, word), word, after: 0 }] });
      }
    }),
  );
  await countReaches(line, CALLS, talks.length * EACH, 30_000);
  const noted = (await line.ask("take", null)).filter(({ at, call, ok }) => ok && at > start && CALLS.includes(call));
  return { words: new Set(noted.flatMap(({ words }) => words)).size, pushes: noted.length };
}

function told({ words, pushes: count }: Billed): string {
  return words === BURSTS * EACH ? `${count}` : `${count}, only ${words} messages arrived`;
}
