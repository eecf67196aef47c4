/** Finding words and listing chats, with a hundred thousand conversations and a million messages, as staff ask for it. */
import { Pool } from "undici";

import { clock } from "./child.ts";
import { homeOpened, type Signed, slashCommand } from "./events.ts";
import { CONVERSATIONS, fill, MESSAGES, WORDS } from "./find-fill.ts";
import { median, ms, percentile } from "./numbers.ts";
import type { Row } from "./table.ts";
import type { Bench } from "./world.ts";

const ROUNDS = 40;
/** The first ones open connections and plan statements. */
const WARM = 10;

interface Asked {
  what: string;
  request: () => Signed;
  /** Stands in the answer, so that nothing is measured that does not work. */
  answer: string;
  aim: number;
}

const find = (what: string, words: string, answer = "Found for"): Asked => ({
  what: `find ${what}`,
  request: () => slashCommand(`find ${words}`),
  answer,
  aim: 200,
});

const asked: Asked[] = [
  find("a common Japanese word", WORDS.common),
  find("a rare word", WORDS.rare),
  find("two Japanese characters", WORDS.two),
  find("an English phrase", `"${WORDS.english}"`),
  find("two words, one of them rare", `"${WORDS.english}" ${WORDS.two}`),
  find("a word that is nowhere", WORDS.absent, "Nothing was found"),
  find("a name", "さくら"),
  { what: "inbox", request: () => slashCommand("inbox"), answer: "All waiting", aim: 50 },
  { what: "inbox mine", request: () => slashCommand("inbox mine"), answer: "My chats", aim: 50 },
  { what: "inbox of a tag", request: () => slashCommand("inbox tag:tag7"), answer: "tag7", aim: 50 },
  { what: "inbox, page 100", request: () => slashCommand("inbox page:100"), answer: "page 100", aim: 50 },
  { what: "the Home tab", request: homeOpened, answer: "", aim: 50 },
];

export async function findAndList(bench: Bench): Promise<Row[]> {
  const world = await bench.world();
  try {
    await world.learn();
    await fill(world.sql);
    const app = await world.app();
    const pool = new Pool(app.url, { connections: 1 });
    const rows: Row[] = [];
    for (const each of asked) rows.push(rowOf(each, await times(pool, each)));
    await pool.destroy();
    return rows;
  } finally {
    await world.close();
  }
}

async function times(pool: Pool, { what, request, answer }: Asked): Promise<number[]> {
  const took: number[] = [];
  for (let round = 0; round < WARM + ROUNDS; round += 1) {
    const { path, headers, body } = request();
    const at = clock();
    const { statusCode, body: said } = await pool.request({ path, method: "POST", headers, body });
    const text = await said.text();
    if (round >= WARM) took.push(clock() - at);
    if (statusCode !== 200 || !text.includes(answer)) throw new Error(`${what}: ${statusCode} ${text.slice(0, 300)}`);
  }
  return took;
}

function rowOf({ what, aim }: Asked, took: number[]): Row {
  const size = `${CONVERSATIONS.toLocaleString("en")} chats, ${MESSAGES.toLocaleString("en")} messages`;
  return {
    what: `${what} (${size}), p50 and p95`,
    ours: `${ms(median(took))}, ${ms(percentile(took, 95))}`,
    other: "",
    ratio: "",
    aim: `< ${aim} ms`,
    holds: median(took) < aim,
  };
}
