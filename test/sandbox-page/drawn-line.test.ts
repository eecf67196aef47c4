/** What the phone draws of what an account sends, and what its buttons do. */
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

const phone = () => page.locator(".phone");
const customer = () => bare.line.customers()[0]!;
const events = (): Record<string, unknown>[] => bare.line.webhooks.flatMap((webhook) => [...webhook.events]);

it("buttons of a template work: words, a postback, a page, a telephone", async () => {
  const actions = [
    { type: "message", label: "Hours", text: "When are you open?" },
    { type: "postback", label: "Book", data: "book=1", displayText: "I want to book" },
    { type: "uri", label: "Shop", uri: "https://example.com/shop" },
    { type: "uri", label: "Call", uri: "tel:0312345678" },
  ];
  expect(
    await bare.push(customer().userId, [
      {
        type: "template",
        altText: "x",
        template: { type: "buttons", title: "Hana", text: "What can we do?", actions },
      },
    ]),
  ).toBe(200);
  const template = phone().locator(".template").last();

  await template.getByRole("button", { name: "Hours" }).click();
  await seen(phone().locator(".mine", { hasText: "When are you open?" }));
  await template.getByRole("button", { name: "Book" }).click();
  await until("a postback", () => events().some((event) => event["type"] === "postback") || undefined);
  expect(events().findLast((event) => event["type"] === "postback")).toMatchObject({ postback: { data: "book=1" } });
  await seen(phone().locator(".mine", { hasText: "I want to book" }));
  expect(await template.getByRole("link", { name: "Shop" }).getAttribute("href")).toBe("https://example.com/shop");
  expect(await template.getByRole("link", { name: "Call" }).getAttribute("href")).toBe("tel:0312345678");
});

it("carousels, confirmations, flex, quick replies, stickers and places are drawn", async () => {
  const action = { type: "message", label: "This one", text: "This one, please" };
  const column = { text: "Cut", actions: [action] };
  await bare.push(customer().userId, [
    {
      type: "template",
      altText: "x",
      template: { type: "carousel", columns: [column, { ...column, text: "Colour" }] },
    },
    {
      type: "template",
      altText: "x",
      template: {
        type: "confirm",
        text: "Is three fine?",
        actions: [
          { ...action, label: "Yes" },
          { ...action, label: "No" },
        ],
      },
    },
    {
      type: "flex",
      altText: "x",
      contents: {
        type: "bubble",
        body: {
          type: "box",
          layout: "vertical",
          contents: [
            { type: "text", text: "A bubble", weight: "bold" },
            { type: "button", action },
          ],
        },
      },
    },
    { type: "location", title: "Hana", address: "Shibuya 1", latitude: 35.6, longitude: 139.7 },
    {
      type: "sticker",
      packageId: "11537",
      stickerId: "52002739",
      quickReply: { items: [{ type: "action", action: { ...action, label: "Quick one" } }] },
    },
  ]);

  await seen(
    phone()
      .getByRole("img", { name: /Sticker/ })
      .last(),
  );
  expect(await phone().locator(".carousel .template").count()).toBe(2);
  expect(await phone().locator(".side-by-side button").allTextContents()).toEqual(["Yes", "No"]);
  expect(await phone().locator(".flex .bold").textContent()).toBe("A bubble");
  await seen(phone().getByText("Shibuya 1"));
  await phone().locator(".quick button", { hasText: "Quick one" }).click();
  await seen(phone().locator(".mine", { hasText: "This one, please" }));
  expect(await phone().locator(".quick").count()).toBe(0);
});

it("read marks and the three dots show what the account did", async () => {
  const sent = await customer().write("Anybody?");
  await phone().locator(".mine", { hasText: "Anybody?" }).waitFor();
  const { markAsReadToken } = sent.event["message"] as { markAsReadToken: string };
  const headers = { "content-type": "application/json", authorization: `Bearer ${bare.line.channelAccessToken}` };
  const ask = (path: string, body: object) =>
    fetch(`${bare.line.url}/v2/bot/chat/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  await ask("markAsRead", { markAsReadToken });
  await ask("loading/start", { chatId: customer().userId, loadingSeconds: 60 });

  await seen(phone().locator(".mine", { hasText: "Anybody?" }).getByText("Read"));
  await seen(phone().locator(".dots"));
  await bare.push(customer().userId, [{ type: "text", text: "Here I am" }]);
  await phone().locator(".dots").waitFor({ state: "detached" });
});

it("neither the browser nor LINE had anything to complain about", async () => {
  expect(complaints).toEqual([]);
  expect(await page.locator(".refusals").allTextContents()).toEqual([]);
});
