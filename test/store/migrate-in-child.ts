/** Plays a Threadline that is killed while it migrates: at once after it has sent so many statements. */
import { Client } from "pg";

import { migrate } from "../../src/store/migrate.ts";

const [url = "", folder, fatal = "0"] = process.argv.slice(2);
let sent = 0;

const send = Reflect.get(Client.prototype, "query") as (...args: unknown[]) => unknown;
Client.prototype.query = function sendAndDie(this: Client, ...args: unknown[]): unknown {
  sent += 1;
  const answer = send.apply(this, args);
  if (sent === Number(fatal)) process.kill(process.pid, "SIGKILL");
  return answer;
} as Client["query"];

await migrate(url, folder);
