/** Conversations whose threads are open, for the measures that need them. */
import { sleep } from "./child.ts";
import { customer, customerWrites, wordOf } from "./events.ts";
import type { Planned } from "./load.ts";
import type { Noted } from "./recorder.ts";
import type { Recorder, World } from "./world.ts";

export interface Talk {
  user: string;
  threadTs: string;
}

/** Each customer writes once; returns where Slack was told of it. */
export async function openThreads(
  load: World["load"],
  url: string,
  slack: Recorder,
  customers: { count: number; first: number },
): Promise<Talk[]> {
  const { count, first } = customers;
  const users = Array.from({ length: count }, (_, n) => customer(first + n));
  const requests = users.map((user, n): Planned => {
    const word = wordOf(first + n);
    return { ...customerWrites(user, word), word, after: n * 20 };
  });
  const before = await slack.ask("count", { calls: ["chat.postMessage"] });
  await load.ask("pace", { url, requests });
  await countReaches(slack, ["chat.postMessage"], before + count, 30_000);
  // a head card carries the words, too: the thread is open when the words are in it, so the last post counts
  await sleep(1_000);
  const posts = (await slack.ask("take", null)).filter(({ call, ok }) => ok && call === "chat.postMessage");
  return users.map((user, n) => {
    const post = posts.findLast(({ words }) => words.includes(wordOf(first + n)));
    if (!post?.thread) throw new Error(`No thread was opened for ${user}`);
    return { user, threadTs: post.thread };
  });
}

/** Waits until so many different words were taken; false: not in that time. */
export async function countReaches(
  recorder: Recorder,
  calls: string[],
  count: number,
  patience: number,
): Promise<boolean> {
  const end = Date.now() + patience;
  while ((await recorder.ask("count", { calls })) < count) {
    if (Date.now() > end) return false;
    await sleep(50);
  }
  return true;
}

/** When each word was first taken. */
export function firstSeen(noted: Noted[], calls: string[]): Map<string, number> {
  const seen = new Map<string, number>();
  for (const { at, call, ok, words } of noted) {
    if (!ok || !calls.includes(call)) continue;
    for (const word of words) if (!seen.has(word)) seen.set(word, at);
  }
  return seen;
}
