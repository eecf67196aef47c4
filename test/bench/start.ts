/** How long a start takes, with the built-in database: the first one makes it, later ones open it. */
import { startAppProcess } from "../../src/cli/sandbox/app-process.ts";
import { clock, sleep, startChild } from "./child.ts";
import { median, seconds } from "./numbers.ts";
import type { Row } from "./table.ts";
import { type Bench, settingsOf } from "./world.ts";

const ROUNDS = 3;

export async function start(bench: Bench): Promise<Row[]> {
  const line = await startChild("recorder-line.ts");
  const slack = await startChild("recorder-slack.ts");
  try {
    const first: number[] = [];
    const later: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const settings = settingsOf(line.url, slack.url, bench.folder());
      first.push(await timeToReady(settings));
      later.push(await timeToReady(settings));
    }
    return [row("first start: makes its database", first), row("every later start", later)];
  } finally {
    await line.stop();
    await slack.stop();
  }
}

async function timeToReady(settings: Record<string, string>): Promise<number> {
  const begin = clock();
  const app = await startAppProcess(settings);
  while (!(await fetch(`${app.url}/readyz`)).ok) await sleep(5);
  const took = (clock() - begin) / 1000;
  await app.stop();
  return took;
}

function row(what: string, took: number[]): Row {
  return { what, ours: seconds(median(took)), other: "", ratio: "", aim: "", holds: undefined };
}
