/** Ten customers send a video of 100 MB at once: how long until all stand in Slack, and how much memory that takes. */
import { clock, sleep } from "./child.ts";
import { customer, customerFilms, customerWrites, FILM, wordOf } from "./events.ts";
import { rss, watch } from "./memory.ts";
import type { Row } from "./table.ts";
import { type Bench, type World } from "./world.ts";

const FILMS = 10;

export async function media(bench: Bench): Promise<Row[]> {
  const world = await bench.world();
  try {
    const app = await world.app({ SLACK_POSTS_PER_SECOND: "1000" });
    // their threads are there, and what is only done once is done
    for (let n = 0; n < FILMS; n += 1) await send(world, app.url, customerWrites(customer(n), wordOf(n)), n);
    await posted(world, "chat.postMessage", 2 * FILMS);
    const before = rss(app.pid);

    const sizes: number[] = [];
    const begin = clock();
    const all = (async () => {
      await Promise.all(
        Array.from({ length: FILMS }, (_, n) => send(world, app.url, customerFilms(customer(n)), FILMS + n)),
      );
      await posted(world, "files.completeUploadExternal", FILMS);
    })();
    await watch(app.pid, sizes, all);
    await all;
    const seconds = (clock() - begin) / 1000;
    const added = Math.max(...sizes) - before;
    return [
      {
        what: `${FILMS} videos of ${FILM / 1_000_000} MB at once, LINE to Slack: memory they add`,
        ours: `${Math.round(added)} MB`,
        other: `${Math.round(before)} MB before`,
        ratio: "",
        aim: "< 200 MB",
        holds: added < 200,
      },
      {
        what: "the same: until the last one stands in its thread",
        ours: `${seconds.toFixed(1)} s`,
        other: "",
        ratio: "",
        aim: "",
        holds: undefined,
      },
    ];
  } finally {
    await world.close();
  }
}

async function send(world: World, url: string, request: ReturnType<typeof customerFilms>, n: number): Promise<void> {
  const [sent] = await world.load.ask("pace", { url, requests: [{ ...request, word: wordOf(n), after: 0 }] });
  if (sent?.status !== 200) throw new Error(`A webhook was answered ${sent?.status}`);
}

async function posted(world: World, call: string, count: number): Promise<void> {
  let seen = 0;
  for (const end = clock() + 300_000; seen < count; await sleep(50)) {
    if (clock() > end) throw new Error(`${seen} of ${count} ${call} after five minutes`);
    seen += (await world.slack.ask("take", null)).filter((noted) => noted.call === call).length;
  }
}
