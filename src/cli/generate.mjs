/**
 * Writes the database client into `src/store/generated`, after every install and by `npm run generate`. Plain JavaScript
 * without a shell, so that it runs on any system and on the Node that ran `npm ci`.
 */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";

const env = {
  ...process.env,
  // Prisma looks for news of itself before it generates; writing the client needs no network.
  CHECKPOINT_DISABLE: "1",
  PRISMA_HIDE_UPDATE_MESSAGE: "1",
};

const prisma = createRequire(import.meta.url).resolve("prisma/build/index.js");
const { status, stdout, stderr } = spawnSync(process.execPath, [prisma, "generate", "--no-hints"], {
  env,
  encoding: "utf8",
});

if (status !== 0) {
  console.error(`The database client could not be generated.\n${stdout}${stderr}`);
  process.exit(1);
}
