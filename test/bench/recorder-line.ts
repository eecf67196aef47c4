/** LINE as far as the bench needs it: takes everything at once. */
import { BOT_USER, FILM } from "./events.ts";
import { record } from "./recorder.ts";

let ids = 0;

record(({ url = "" }, body) => {
  const call = url.split("/").at(-1) ?? "";
  if (url.endsWith("/v2/bot/info")) {
    const rest = { basicId: "@bench", chatMode: "bot", markAsReadMode: "auto" };
    return { call, json: { userId: BOT_USER, displayName: "Bench", ...rest } };
  }
  if (url.includes("/v2/bot/profile/")) return { call: "profile", json: { userId: call, displayName: "Sakura" } };
  if (url.endsWith("/content")) return { call, json: {}, bytes: FILM };
  if (!url.includes("/message/")) return { call, json: {} };
  const { messages = [] } = JSON.parse(body) as { messages?: unknown[] };
  return { call, json: { sentMessages: messages.map(() => ({ id: String((ids += 1)), quoteToken: "q" })) } };
});
