/** `npm run bench` measures everything in one run; `npm run bench -- accept burst` only those. */
import { cpus } from "node:os";

import { accept } from "./accept.ts";
import { burst } from "./burst.ts";
import { digest } from "./digest.ts";
import { findAndList } from "./find.ts";
import { media } from "./media.ts";
import { memory } from "./memory.ts";
import { pushes } from "./pushes.ts";
import { relay } from "./relay.ts";
import { start } from "./start.ts";
import { type Row, tableOf } from "./table.ts";
import { type Bench, startBench } from "./world.ts";

const measures: Record<string, (bench: Bench) => Promise<Row[]>> = {
  accept,
  relay,
  burst,
  pushes,
  start,
  memory,
  media,
  find: findAndList,
  digest,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in measures));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(", ")} to measure; there are: ${Object.keys(measures).join(", ")}`);
  process.exitCode = 1;
} else {
  const rows = await measure(wanted.length > 0 ? wanted : Object.keys(measures));
  console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "?"}, commits wait for the disk\n`);
  console.log(tableOf(rows));
}

async function measure(names: string[]): Promise<Row[]> {
  const bench = await startBench();
  const rows: Row[] = [];
  try {
    for (const name of names) {
      const begin = Date.now();
      rows.push(...((await measures[name]?.(bench)) ?? []));
      console.error(`${name}: ${Math.round((Date.now() - begin) / 1000)} s`);
    }
  } finally {
    await bench.close();
  }
  return rows;
}
