/** What drives the worlds: time, the app's life, and what goes wrong. */
import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import { until } from "../../src/cli/sandbox/world.ts";
import { openBrowser, openWindow, type Sandbox, startSandbox, type Window } from "./browser.ts";
import { endTour, seen, type Talk, talkOn } from "./talk.ts";

let sandbox: Sandbox;
let browser: Browser;
let window: Window;
let talk: Talk;

beforeAll(async () => {
  [sandbox, browser] = await Promise.all([startSandbox(["--lang", "en", "--hold", "0"]), openBrowser()]);
  window = await openWindow(browser, sandbox.url);
  talk = talkOn(window.page);
  await endTour(window.page);
  await talk.write("Good morning!");
  await talk.card("Sakura Sato").waitFor();
  await talk.openThread("Sakura Sato");
});

afterAll(async () => {
  await browser?.close();
  await sandbox?.end();
});

const counter = (name: string): Promise<number> =>
  window.page.locator(`[data-counter="${name}"] dd`).textContent().then(Number);
const trouble = (name: string): Locator => window.page.getByRole("switch", { name });
/** The switch shows what the sandbox does, a moment after it was pressed. */
const turn = async (name: string, to: "on" | "off"): Promise<void> => {
  const isSo = async (): Promise<boolean> => (await trouble(name).isChecked()) === (to === "on");
  if (!(await isSo())) await trouble(name).click();
  await until(`${name} ${to}`, isSo);
};
/** It goes wrong for so long, and never for the stories that follow. */
const during = async (name: string, work: () => Promise<void>): Promise<void> => {
  try {
    await turn(name, "on");
    await work();
  } finally {
    await turn(name, "off");
  }
};
/** The minutes go on by themselves. */
const hourOn = async (shown: Locator): Promise<string | undefined> =>
  /^(?<hour>\d+):/.exec((await shown.textContent()) ?? "")?.groups?.["hour"];
const inHours = async (hours: number): Promise<void> => {
  const { page } = window;
  const shown = page.locator(".strip .clock");
  for (let hour = 0; hour < hours; hour += 1) {
    const before = await hourOn(shown);
    await page.getByRole("button", { name: "+1 hour" }).click();
    await until("the clock", async () => (await hourOn(shown)) !== before || undefined);
  }
};

it("the shop's clock begins at ten in the morning of a working day", async () => {
  expect(await window.page.locator(".strip .clock").textContent()).toMatch(/^10:0\d AM(?:Mon|Tue|Wed|Thu|Fri)/);
});

it("LINE is broken: the reply waits, is tried again, and arrives once", async () => {
  // the free token of what the customer wrote is over: of a push LINE can tell whether it came
  await inHours(1);
  await during("LINE broken", async () => {
    const before = await counter("retries");
    await talk.reply("We open at nine.");
    await until("a try", async () => (await counter("retries")) > before || undefined);
  });

  await talk.arrived("We open at nine.").waitFor();
  expect(await talk.arrived("We open at nine.").count()).toBe(1);
});

it("the answers of the platforms are lost: what was said is said once", async () => {
  await during("Answers lost", async () => {
    const before = await counter("duplicates");
    await talk.reply("And close at six.");
    await until("a second try", async () => (await counter("duplicates")) > before || undefined);
  });
  await talk.reply("See you!");

  await talk.arrived("See you!").waitFor();
  expect(await talk.arrived("And close at six.").count()).toBe(1);
});

it("Slack is too busy: the customer's words come later", async () => {
  await during("Slack too busy", async () => {
    const before = await counter("retries");
    await talk.write("Is parking free?");
    await until("a refusal", async () => (await counter("retries")) > before || undefined);
    expect(await talk.inThread("Is parking free?").count()).toBe(0);
  });

  await talk.inThread("Is parking free?").waitFor();
});

it("everything is told twice, and shown once", async () => {
  await during("Everything twice", async () => {
    await talk.write("Which bus goes there?");
    await talk.inThread("Which bus goes there?").waitFor();
    await talk.reply("Number 12.");
  });

  await talk.arrived("Number 12.").waitFor();
  expect(await talk.inThread("Which bus goes there?").count()).toBe(1);
  expect(await talk.arrived("Number 12.").count()).toBe(1);
});

it("the plug is pulled, and what is written meanwhile is there once it runs again", async () => {
  const { page } = window;
  await page.getByRole("button", { name: "Pull the plug" }).click();
  await page.getByText("Threadline stopped").waitFor();
  await talk.write("Anybody there?");
  await page.getByRole("button", { name: "Start again" }).click();
  await page.getByText("Threadline running").waitFor();

  await talk.inThread("Anybody there?").waitFor();
  expect(await talk.inThread("Anybody there?").count()).toBe(1);
});

it("an hour passes at once: a chat that was put off comes back, and the digest lists who waits", async () => {
  await talk.owner("Kenta Suzuki");
  await talk.write("Do you cut children's hair?");
  await talk.card("Kenta Suzuki").waitFor();
  await talk.slash("/line digest 11:30 weekdays");
  await talk.channel.locator(".whisper").filter({ hasText: "11:30" }).first().waitFor();
  await talk.slash("/line snooze 1 1h");
  await talk.card("Sakura Sato").getByText("put off until").waitFor();

  // hour by hour: a digest that is late by more than that is left out
  await inHours(1);
  const digest = talk.channel.locator(".message").filter({ hasText: /\d customers? waiting/ });
  await seen(digest.getByRole("link", { name: "Kenta Suzuki" }));
  await inHours(1);
  await seen(talk.inThread("The chat is back"));
  await talk.owner("Sakura Sato");
});

it("when the shop has closed, the automatic reply answers, free of charge", async () => {
  const { page } = window;
  await talk.slash("/line hours mon-fri 9:00-18:00");
  await talk.channel.locator(".whisper").filter({ hasText: "9:00" }).last().waitFor();
  await talk.slash("/line auto");
  await page.getByRole("button", { name: "New uniform reply" }).click();
  const form = page.getByRole("dialog", { name: "New uniform reply" });
  await form.getByRole("textbox", { name: /^Name/ }).fill("Closed");
  await form
    .getByRole("textbox", { name: "Message 1", exact: true })
    .fill("We are closed. Somebody is here {next_open}.");
  await form.getByRole("radio", { name: "outside response hours" }).check();
  await form.locator("footer .primary").click();
  await form.waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });

  await inHours(9);
  await talk.owner("Midori Yamada");
  await talk.write("Are you still open?");

  await talk.arrived("We are closed. Somebody is here").waitFor();
  expect(await talk.arrived("We are closed").locator(".via").textContent()).toBe("free");
});

it("the language of the page is that of the app, too", async () => {
  const { page } = window;
  await page.getByRole("button", { name: "日本語" }).click();
  // the words of the page change at once, the app is started anew
  await page.getByText("Threadline 停止中").or(page.getByText("Threadline 起動中")).first().waitFor();
  await page.getByText("Threadline 稼働中").waitFor();
  await talk.write("まだ開いていますか？");

  await talk.card("Midori Yamada").getByRole("button", { name: "対応済み" }).waitFor();
  expect(await page.locator("html").getAttribute("lang")).toBe("ja");
});

it("neither the browser nor the platforms had anything to complain about", async () => {
  expect(window.complaints).toEqual([]);
  expect(await window.page.locator(".refusals").allTextContents()).toEqual([]);
});

it("Ctrl-C ends everything, even after the plug was pulled, and the page says so", async () => {
  await window.page.getByRole("button", { name: "電源を抜く" }).click();
  await window.page.getByText("Threadline 停止中").waitFor();
  const code = await sandbox.end();

  await window.page.getByRole("alert").first().waitFor();
  expect(code).toBe(0);
});
