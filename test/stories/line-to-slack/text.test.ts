import { afterAll, beforeAll, expect, it } from "vitest";

import type { Message } from "../../../src/sandbox/slack/types.ts";
import { elementsOf, seen } from "../../support/seen.ts";
import { closeSpotless } from "../../support/spotless.ts";
import { type Stage, startStage } from "../../support/stage.ts";

let stage: Stage;
let chats = 0;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => closeSpotless(stage));

/** A new customer writes; what their thread shows after that, without the card. */
async function shownOf(...texts: string[]): Promise<Message[]> {
  const customer = stage.line.customer({ name: `Customer ${chats}` });
  for (const text of texts) await customer.write(text);
  chats += 1;
  const card = await stage.card(chats);
  await stage.quiet();
  return (await stage.slack.thread(stage.channel, card.ts)).slice(1);
}

const bodyOf = (message: Message | undefined): Record<string, unknown> =>
  stage.slack.calls.find(
    (call) => call.method === "chat.postMessage" && (call.answer as { ts?: string } | undefined)?.ts === message?.ts,
  )?.body ?? {};

it.each([
  ["formatting marks", "*bold* _it_ ~no~ `code` > quote"],
  ["pings", "<!channel> <!here> <@U000000001> <!subteam^S1> @channel @here"],
  ["Slack's three characters", "a < b && c > d &amp; &lt;"],
  ["a Slack link that would hide its address", "<https://evil.example|https://bank.example>"],
  ["Slack emoji names", ":skull: :+1:"],
  ["spaces and line breaks", "  two\n\n\nlines \t tab  "],
  ["emoji of several characters", "👨‍👩‍👧‍👦🇯🇵👍🏽 ok"],
  ["a date of Slack's", "<!date^1392734382^{date_long}|x>"],
])("%s are shown as they were typed and do nothing", async (_what, text) => {
  const [message] = await shownOf(text);

  const elements = elementsOf(message as Message);
  expect(elements.map((each) => each["text"]).join("")).toBe(text);
  expect(elements.every((each) => each["type"] === "text" || each["type"] === "link")).toBe(true);
  expect(message?.text).not.toMatch(/<[!@#]/);
  expect(bodyOf(message)).not.toHaveProperty("link_names");
});

it("a link can be clicked, shows what was typed and is not unfolded", async () => {
  const [message] = await shownOf("See https://shop.example/a?b=1&c=2. Thanks");

  const body = bodyOf(message);
  expect(elementsOf(message as Message)).toEqual([
    { type: "text", text: "See " },
    { type: "link", url: "https://shop.example/a?b=1&c=2", text: "https://shop.example/a?b=1&c=2" },
    { type: "text", text: ". Thanks" },
  ]);
  expect([body["unfurl_links"], body["unfurl_media"]].map(String)).toEqual(["false", "false"]);
});

it("5,000 characters come in several posts, in order, with nothing lost and no character cut", async () => {
  const text = Array.from({ length: 290 }, (_none, index) => `Sentence ${index} 👨‍👩‍👧.`)
    .join(" ")
    .slice(0, 4_998);

  const posts = await shownOf(text, "and then some");

  const shown = posts.flatMap(seen);
  expect(shown.length).toBeGreaterThan(2);
  expect(shown.slice(0, -1).join("")).toBe(text);
  expect(shown.at(-1)).toBe("and then some");
  expect(posts.every((post) => !post.text.includes("\ufffd"))).toBe(true);
  expect(posts[0]?.blocks?.length).toBe(1);
});

it("LINE emoji and mentions stay readable", async () => {
  const customer = stage.line.customer({ name: "Emoji" });
  await customer.write("Nice (moon smile) @Threadline!", {
    emojis: [{ index: 5, length: 12, productId: "5ac1bfd5040ab15980c9b435", emojiId: "001" }],
    mention: { mentionees: [{ index: 18, length: 11, type: "user", isSelf: true }] },
  });
  chats += 1;

  const shown = await stage.inThread(await stage.card(chats), "Nice");

  expect(seen(shown)[0]).toBe("Nice (moon smile) @Threadline!");
  expect(shown.blocks?.slice(1)).toMatchObject([
    { type: "context", elements: [{ type: "image", alt_text: "(moon smile)" }] },
  ]);
});

it("a message of spaces alone is still a message", async () => {
  const [message] = await shownOf("   ");

  expect(seen(message as Message)).toEqual(["…"]);
});
