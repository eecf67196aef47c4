/** Plays a Threadline that runs until it is killed: starts the database of a folder and says where. */
import { startEmbedded } from "../../src/store/embedded.ts";

const { url } = await startEmbedded({ dataDir: process.argv[2] ?? "", durable: false });
console.log(url);
setInterval(() => undefined, 60_000);
