/** What the page draws of what an app sends to Slack: markup, blocks, windows; and the red note for what would be refused. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import { until } from "../../src/cli/sandbox/world.ts";
import { type Bare, startBare } from "./bare.ts";
import { openBrowser, openWindow } from "./browser.ts";
import { endTour, seen } from "./talk.ts";

let bare: Bare;
let browser: Browser;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  [bare, browser] = await Promise.all([startBare(), openBrowser()]);
  ({ page, complaints } = await openWindow(browser, bare.url));
  await endTour(page);
});
afterAll(async () => {
  await browser?.close();
  await bare?.close();
});

const plain = (text: string) => ({ type: "plain_text", text });
const option = (text: string, value = text) => ({ text: plain(text), value });

async function post(fields: object): Promise<void> {
  const answer = await bare.call("chat.postMessage", { channel: bare.slack.channel(), text: "x", ...fields });
  if (answer["ok"] !== true) throw new Error(JSON.stringify(answer));
}

const newest = () => page.locator(".channel .message").last();
const latest = (type: string) => bare.told.findLast((payload) => payload["type"] === type);

it("markup becomes links, styles, quotes, mentions, dates and emoji, and text stays text", async () => {
  const [aki] = bare.team;
  const at = Math.floor(Date.now() / 1000);
  await post({
    text: [
      `*bold* _slanted_ ~gone~ \`code\` :tada: <@${aki?.staff.userId}> <#${bare.slack.channel()}> <!here>`,
      "> quoted &lt;b&gt;",
      "<https://example.com/a?b=1&amp;c=2|the shop> 2*3*4 snake_case_name",
      `<!date^${at}^{time}|later> \`\`\`fenced *not bold*\`\`\``,
    ].join("\n"),
  });
  const message = newest();

  await seen(message.locator("strong", { hasText: "bold" }));
  expect(await message.locator("em").allTextContents()).toEqual(["slanted"]);
  expect(await message.locator("s").textContent()).toBe("gone");
  expect(await message.locator("code").first().textContent()).toBe("code");
  expect(await message.locator("blockquote").textContent()).toBe("quoted <b>");
  expect(await message.locator(".mention").allTextContents()).toEqual(["@Aki", "#support", "@here"]);
  expect(await message.getByRole("link", { name: "the shop" }).getAttribute("href")).toBe(
    "https://example.com/a?b=1&c=2",
  );
  expect(await message.locator("pre").textContent()).toBe("fenced *not bold*");
  const text = (await message.textContent()) ?? "";
  expect(text).toContain("🎉");
  expect(text).toContain("2*3*4 snake_case_name");
  expect(text).not.toContain("later");
});

it("every block is drawn, and a customer's markup is text", async () => {
  await post({
    blocks: [
      { type: "header", text: plain("A header") },
      {
        type: "section",
        text: plain("<img src=x onerror=alert(1)>"),
        accessory: { type: "image", image_url: "https://faces.example.com/sakura.png", alt_text: "Sakura" },
      },
      { type: "section", fields: [{ type: "mrkdwn", text: "*left*" }, plain("right")] },
      { type: "divider" },
      { type: "context", elements: [{ type: "mrkdwn", text: "small `words`" }] },
      {
        type: "image",
        image_url: "https://stickershop.line-scdn.net/stickershop/v1/sticker/52002734/android/sticker.png",
        alt_text: "a sticker",
      },
      {
        type: "rich_text",
        elements: [
          {
            type: "rich_text_section",
            elements: [
              { type: "text", text: "strong", style: { bold: true } },
              { type: "link", url: "https://example.com", text: "there" },
            ],
          },
          { type: "rich_text_quote", elements: [{ type: "text", text: "said before" }] },
          {
            type: "rich_text_list",
            style: "bullet",
            elements: [{ type: "rich_text_section", elements: [{ type: "emoji", name: "wave" }] }],
          },
          { type: "rich_text_preformatted", elements: [{ type: "text", text: "as it is" }] },
        ],
      },
    ],
  });
  const message = newest();

  await seen(message.getByRole("heading", { name: "A header" }));
  expect(await message.locator(".plain").nth(1).textContent()).toBe("<img src=x onerror=alert(1)>");
  expect(await message.getByAltText("Sakura").getAttribute("src")).toBe("media/face/sakura");
  expect(await message.locator(".fields strong").textContent()).toBe("left");
  expect(await message.getByRole("img", { name: "a sticker" }).textContent()).toBe("👋");
  expect(await message.locator(".rich-text strong").textContent()).toBe("strong");
  expect(await message.locator(".rich-text li").textContent()).toBe("👋");
  expect(await message.locator(".unknown").count()).toBe(0);
});

it("buttons and menus tell the app what was pressed, after a question where there is one", async () => {
  const confirm = {
    title: plain("Sure?"),
    text: plain("It cannot be undone."),
    confirm: plain("Yes"),
    deny: plain("No"),
  };
  await post({
    blocks: [
      {
        type: "actions",
        elements: [
          { type: "button", action_id: "erase", text: plain("Erase"), value: "7", style: "danger", confirm },
          {
            type: "static_select",
            action_id: "which",
            placeholder: plain("Which"),
            options: [option("One"), option("Two")],
          },
          { type: "overflow", action_id: "more", options: [option("Put off", "snooze"), option("Rename", "name")] },
        ],
      },
    ],
  });
  const chosen = (): unknown => (latest("block_actions")?.["actions"] as Record<string, unknown>[] | undefined)?.[0];

  await newest().getByRole("button", { name: "Erase" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "No" }).click();
  expect(chosen()).toBeUndefined();
  await newest().getByRole("button", { name: "Erase" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Yes" }).click();
  await until("a press", () => chosen());
  expect(chosen()).toMatchObject({ action_id: "erase", value: "7" });
  await newest().getByRole("combobox").selectOption("Two");
  await until("a choice", () => (chosen() as { action_id?: string }).action_id === "which" || undefined);
  expect(chosen()).toMatchObject({ selected_option: { value: "Two" } });
  await newest().getByRole("button", { name: "More actions" }).first().click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await until("a menu", () => (chosen() as { action_id?: string }).action_id === "more" || undefined);
  expect(chosen()).toMatchObject({ selected_option: { value: "name" } });
});

it("a window takes every input, offers what the app offers, and shows what is wrong", async () => {
  const [aki] = bare.team;
  const input = (id: string, element: object, more: object = {}) => ({
    type: "input",
    block_id: id,
    label: plain(id),
    element: { action_id: id, ...element },
    ...more,
  });
  const view = {
    type: "modal",
    callback_id: "all",
    title: plain("Everything"),
    submit: plain("Save"),
    blocks: [
      input("text", { type: "plain_text_input", initial_value: "kept" }),
      input("long", { type: "plain_text_input", multiline: true }),
      input("one", { type: "static_select", options: [option("a"), option("b")] }),
      input("chat", { type: "external_select", min_query_length: 0 }),
      input("some", { type: "multi_static_select", options: [option("x"), option("y"), option("z")] }),
      input("who", { type: "users_select" }),
      input("team", { type: "multi_users_select" }),
      input("place", { type: "conversations_select" }),
      input("radio", { type: "radio_buttons", options: [option("r1"), option("r2")] }),
      input("checks", { type: "checkboxes", options: [option("c1"), option("c2")] }, { optional: true }),
      input("day", { type: "datepicker" }),
      input("hour", { type: "timepicker" }),
    ],
  };
  bare.answer((payload) => {
    if (payload["type"] === "shortcut") void bare.call("views.open", { trigger_id: payload["trigger_id"], view });
    if (payload["type"] === "block_suggestion")
      return { options: [option(`Chat ${String(payload["value"])}1`, "11"), option("Chat 12", "12")] };
    return payload["type"] === "view_submission"
      ? { response_action: "errors", errors: { long: "Too short" } }
      : undefined;
  });
  await page.locator(".sidebar .menu button").click();
  await page.getByRole("menuitem").click();
  const window = page.getByRole("dialog", { name: "Everything" });

  await window.getByRole("textbox", { name: "long" }).fill("words\nof two lines");
  await window.getByRole("combobox", { name: "one" }).selectOption("b");
  await window.getByRole("combobox", { name: "chat" }).pressSequentially("1");
  // what it offered before anything was typed had one of the two
  await window.getByRole("option", { name: "Chat 11" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await window.getByRole("group", { name: "some" }).getByRole("button", { name: "x" }).click();
  await window.getByRole("group", { name: "some" }).getByRole("button", { name: "z" }).click();
  await window.getByRole("combobox", { name: "who" }).selectOption({ label: "Ken" });
  await window.getByRole("group", { name: "team" }).getByRole("button", { name: "Aki" }).click();
  await window.getByRole("combobox", { name: "place" }).selectOption({ label: "# support" });
  await window.getByRole("radio", { name: "r2" }).check();
  await window.getByRole("checkbox", { name: "c1" }).check();
  await window.getByLabel("day").fill("2026-12-24");
  await window.getByLabel("hour").fill("18:30");
  await window.getByRole("button", { name: "Save" }).click();

  await seen(window.getByText("Too short"));
  const sent = latest("view_submission")?.["view"] as { state: { values: Record<string, Record<string, object>> } };
  const values = Object.fromEntries(Object.entries(sent.state.values).map(([id, state]) => [id, state[id]]));
  expect(values).toMatchObject({
    text: { value: "kept" },
    long: { value: "words\nof two lines" },
    one: { selected_option: { value: "b" } },
    chat: { selected_option: { value: "12" } },
    some: { selected_options: [{ value: "x" }, { value: "z" }] },
    who: { selected_user: bare.team[1]?.staff.userId },
    team: { selected_users: [aki?.staff.userId] },
    place: { selected_conversation: bare.slack.channel() },
    radio: { selected_option: { value: "r2" } },
    checks: { selected_options: [{ value: "c1" }] },
    day: { selected_date: "2026-12-24" },
    hour: { selected_time: "18:30" },
  });
  await page.keyboard.press("Escape");
  await window.waitFor({ state: "detached" });
});

it("what the real platforms refuse is told in red", async () => {
  expect(await page.locator(".refusals").allTextContents()).toEqual([]);
  await bare.call("chat.postMessage", {
    channel: bare.slack.channel(),
    text: "x",
    blocks: [{ type: "header", text: plain("x".repeat(151)) }],
  });
  await bare.push("U0123456789abcdef0123456789abcdef", [{ type: "text", text: "" }]);

  const note = page.locator(".refusals");
  await seen(note.locator("summary", { hasText: /would not have let this pass/ }));
  await note.locator("summary").click();
  await seen(note.locator("li", { hasText: "Slack: chat.postMessage: invalid_blocks" }));
  await seen(note.locator("li", { hasText: "LINE: /v2/bot/message/push" }));
  expect(complaints).toEqual([]);
});
