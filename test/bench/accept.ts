/** How fast a webhook is written down, beside a server that only checks its signature. */
import { startChild } from "./child.ts";
import { customer, customerWrites, wordOf } from "./events.ts";
import type { Planned } from "./load.ts";
import { median, ms, percentile, times } from "./numbers.ts";
import type { Row } from "./table.ts";
import type { Bench, World } from "./world.ts";

const KNOWN = 1_000;
const ROUNDS = 5;
const SECONDS = 3;
const CONNECTIONS = 64;
const PACED = 1_500;

export async function accept(bench: Bench): Promise<Row[]> {
  const world = await bench.world();
  const app = await world.app();
  const bare = await startChild("bare.ts");
  const servers = { ours: app.url, bare: bare.url };
  try {
    await warmUp(world, [app.url, bare.url]);
    // turn and turn about: what else the machine does meets both
    const rates: Record<keyof typeof servers, number[]> = { ours: [], bare: [] };
    let firstWord = 100_000;
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const name of ["bare", "ours"] as const) {
        rates[name].push(await flood(world, servers[name], (firstWord += 100_000)));
      }
    }
    const paced = { ours: await paceOf(world, app.url), bare: await paceOf(world, bare.url) };
    const ratio = median(rates.ours) / median(rates.bare);
    const p99 = percentile(paced.ours, 99);
    return [
      {
        what: "webhooks written down per second",
        ours: `${Math.round(median(rates.ours))}/s`,
        other: `${Math.round(median(rates.bare))}/s bare Express, nothing stored`,
        ratio: times(ratio),
        aim: "≥ 0.40 ×",
        holds: ratio >= 0.4,
      },
      row("accept at 100/s, p50", median(paced.ours), median(paced.bare), undefined),
      row("accept at 100/s, p99", p99, percentile(paced.bare, 99), 25),
    ];
  } finally {
    await bare.stop();
    await world.close();
  }
}

function row(what: string, ours: number, bare: number, aim: number | undefined): Row {
  const judged = aim === undefined ? { aim: "", holds: undefined } : { aim: `< ${aim} ms`, holds: ours < aim };
  return { what, ours: ms(ours), other: `${ms(bare)} bare Express`, ratio: times(ours / bare), ...judged };
}

/** Every known customer writes once, and both servers have run hot. */
async function warmUp(world: World, urls: string[]): Promise<void> {
  for (const url of urls) {
    const customers = { known: KNOWN, newEvery: 0, firstWord: 0 };
    await world.load.ask("flood", { url, seconds: 60, connections: 16, most: KNOWN, customers });
    await flood(world, url, 90_000_000);
  }
}

async function flood(world: World, url: string, firstWord: number): Promise<number> {
  const customers = { known: KNOWN, newEvery: 10, firstWord };
  const input = { url, seconds: SECONDS, connections: CONNECTIONS, most: 40_000, customers };
  const { done, failed, seconds } = await world.load.ask("flood", input);
  if (failed > 0) throw new Error(`${failed} of ${done + failed} webhooks failed`);
  return done / seconds;
}

async function paceOf(world: World, url: string): Promise<number[]> {
  const requests = Array.from({ length: PACED }, (_, n): Planned => {
    const word = wordOf(80_000_000 + n);
    const writer = n % 10 === 0 ? customer(9_000_000 + n) : customer(n % KNOWN);
    return { ...customerWrites(writer, word), word, after: n * 10 };
  });
  const sent = await world.load.ask("pace", { url, requests });
  const failed = sent.filter(({ status }) => status !== 200).length;
  if (failed > 0) throw new Error(`${failed} webhooks at 100/s failed`);
  return sent.map(({ took }) => took);
}
