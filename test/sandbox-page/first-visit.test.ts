/** Whoever comes first decides what is spoken: browsers know it, terminals of servers do not. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import { openBrowser, openWindow, type Sandbox, startSandbox } from "./browser.ts";
import { endTour, seen, talkOn } from "./talk.ts";

let sandbox: Sandbox;
let browser: Browser;

beforeAll(async () => {
  const terminal = { LC_ALL: "C.UTF-8" };
  [sandbox, browser] = await Promise.all([startSandbox(["--hold", "0"], terminal), openBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await sandbox?.end();
});

it("a Japanese browser makes the app, the shop and its customers Japanese; whoever comes later changes nothing", async () => {
  const { page, complaints } = await openWindow(browser, sandbox.url, { locale: "ja-JP" });
  const talk = talkOn(page);
  await page.getByRole("tab", { name: "佐藤さくら" }).waitFor();
  await page.getByRole("heading", { name: "ヘアサロン はな" }).waitFor();
  await page.locator(".tour").getByText("佐藤さくらさんになって").waitFor();
  await page.getByText("Threadline 稼働中").waitFor();
  await endTour(page);
  await talk.write("予約はできますか？");
  await talk.card("佐藤さくら").getByRole("button", { name: "対応済み" }).waitFor();

  const other = await openWindow(browser, sandbox.url, { locale: "en-US" });
  await other.page.locator(".tour").getByText("as 佐藤さくら would").waitFor();
  await talk.owner("鈴木健太");
  await talk.write("今日は空いていますか？");
  await seen(talk.card("鈴木健太").getByRole("button", { name: "対応済み" }));

  expect(await page.getByText("Threadline 稼働中").count()).toBe(1);
  expect([...complaints, ...other.complaints]).toEqual([]);
});
