/** The sandbox as `npm run sandbox` starts it, in a real browser: what a visitor tries first. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import { openBrowser, openWindow, type Sandbox, startSandbox, type Window } from "./browser.ts";
import { endTour, seen, type Talk, talkOn } from "./talk.ts";

let sandbox: Sandbox;
let browser: Browser;
let window: Window;
let talk: Talk;

beforeAll(async () => {
  [sandbox, browser] = await Promise.all([startSandbox(["--lang", "en", "--hold", "25"]), openBrowser()]);
  window = await openWindow(browser, sandbox.url);
  talk = talkOn(window.page);
});

afterAll(async () => {
  await browser?.close();
  await sandbox?.end();
});

it("six steps lead through the page on the first visit", async () => {
  const { page } = window;
  const tour = page.locator(".tour");

  for (const step of [1, 2, 3, 4, 5]) {
    await tour.getByText(`${step} of 6`).waitFor();
    await tour.getByRole("button", { name: "Next" }).click();
  }
  await tour.getByRole("button", { name: "Begin" }).click();

  await tour.waitFor({ state: "detached" });
  await page.reload();
  await page.getByRole("log").first().waitFor();
  expect(await tour.count()).toBe(0);
});

it("what a customer writes opens a thread, and the answer is on the phone, free of charge, under a name", async () => {
  const { page } = window;

  await talk.write("Can I book a haircut for tomorrow?");
  await talk.card("Sakura Sato").waitFor();
  await talk.openThread("Sakura Sato");
  await talk.inThread("Can I book a haircut").last().waitFor();
  await talk.reply("Of course :smile: At three?");
  await talk.sendNow("At three?");

  await talk.arrived("Of course 😄 At three?").waitFor();
  expect(await talk.arrived("Of course").locator(".name").textContent()).toBe("Aki");
  await page.locator('[data-counter="free"] dd').getByText("1", { exact: true }).waitFor();
  expect(await page.locator('[data-counter="billed"] dd').textContent()).toBe("0");
});

it("a slash command tags the chat, for the eyes of who gave it", async () => {
  await talk.slash("/line tag 1 +VIP");

  await talk.channel.locator(".whisper").filter({ hasText: "VIP" }).first().waitFor();
  await seen(talk.card("Sakura Sato").locator("code", { hasText: "VIP" }));
});

it("a note is written with a button of the card, in a window", async () => {
  const { page } = window;

  await talk.card("Sakura Sato").getByRole("button", { name: "Note" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").first().fill("Prefers Ken, allergic to ammonia");
  await dialog.locator("footer .primary").click();
  await page.getByRole("dialog", { name: "Done" }).waitFor();
  await page.keyboard.press("Escape");

  await dialog.waitFor({ state: "detached" });
  await seen(talk.card("Sakura Sato").getByText("allergic to ammonia"));
});

it("a reply that is deleted within the hold never leaves", async () => {
  await talk.reply("Oops, wrong chat");
  const oops = talk.inThread("Oops, wrong chat");
  await oops.hover();
  await oops.getByRole("button", { name: "More actions" }).click();
  await oops.getByRole("menuitem", { name: "Delete message" }).click();
  await oops.waitFor({ state: "detached" });
  await talk.reply("See you tomorrow!");
  await talk.sendNow("See you tomorrow!");

  await talk.arrived("See you tomorrow!").waitFor();
  expect(await talk.arrived("Oops").count()).toBe(0);
});

it("a reaction says that all is done, and the card shows it", async () => {
  await talk.write("Thank you!");
  const words = talk.inThread("Thank you!").last();
  await words.hover();
  await words.getByRole("button", { name: "Add a reaction", exact: true }).click();
  await words.getByRole("button", { name: ":white_check_mark:", exact: true }).click();

  // in bold: there is a button of this name, too
  await seen(talk.card("Sakura Sato").locator("strong", { hasText: "Done" }));
});

it("the Home tab lists the chats of whoever looks, and the other colleague has their own", async () => {
  const { page } = window;

  await page.getByRole("button", { name: "Ken", exact: true }).click();
  await page.locator(".sidebar").getByRole("button", { name: "Threadline" }).click();

  await seen(page.locator(".home").getByText("No open chat is yours."));
  await page.getByRole("button", { name: "Aki", exact: true }).click();
  await page.locator(".sidebar").getByRole("button", { name: "line-support" }).click();
});

it("photos go both ways", async () => {
  const { page } = window;
  await talk.openThread("Sakura Sato");

  await talk.phone.getByRole("button", { name: "Photo, file or place" }).click();
  await talk.phone.getByRole("menuitem", { name: "Sample photo" }).click();
  await talk.thread.locator(".files img").first().waitFor();
  await talk.thread.getByRole("button", { name: "Attach a file" }).click();
  await talk.thread.getByRole("menuitem", { name: "Sample photo" }).click();
  await talk.thread.locator(".attached li").waitFor();
  await talk.reply("Like this?");
  await talk.sendNow("Like this?");

  const photo = talk.phone.locator(".theirs .picture img");
  await photo.waitFor();
  await seen(talk.arrived("Like this?"));
  const drawn =
    "[...document.querySelectorAll('.picture img, .files img')].every((each) => each.complete && each.naturalWidth === 640)";
  await page.waitForFunction(drawn);
});

it("an unsent message, a block and a group are told to the team", async () => {
  await talk.owner("Emma Wilson");
  await talk.write("Wrong number, sorry");
  await talk.card("Emma Wilson").waitFor();
  await talk.openThread("Emma Wilson");
  await talk.inThread("Wrong number").last().waitFor();
  await talk.phone.locator(".mine").getByRole("button", { name: "Unsend" }).click();
  await talk.phone.getByText("You unsent a message.").waitFor();
  await talk.inThread("unsent").first().waitFor();

  await talk.phone.getByRole("button", { name: "Block" }).click();
  await talk.phone.getByText("You blocked this account.").waitFor();
  await seen(talk.phone.locator("textarea:disabled"));

  await talk.owner("Hair show crew");
  await talk.write("Are we on for Friday?");
  await talk.card("Hair show crew").waitFor();
});

it("everything can be done with the keyboard", async () => {
  const { page } = window;
  const tabTo = async (selector: string): Promise<void> => {
    for (let step = 0; step < 120; step += 1) {
      if (await page.evaluate(`document.activeElement?.matches(${JSON.stringify(selector)}) ?? false`)) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`the keyboard does not reach ${selector}`);
  };

  await page.reload();
  await page.getByRole("log").first().waitFor();
  await tabTo('[role="tab"]');
  await tabTo(".owner:nth-child(2)");
  await page.keyboard.press("Enter");
  await tabTo(".writer textarea");
  await page.keyboard.type("Are you open today?");
  await page.keyboard.press("Enter");
  await talk.card("Kenta Suzuki").locator(".replies").waitFor();
  await tabTo(".composer textarea");
  await page.keyboard.type("/line note 4");
  await page.keyboard.press("Enter");
  await seen(page.getByRole("dialog"));
  await page.keyboard.press("Escape");

  await page.getByRole("dialog").waitFor({ state: "detached" });
});

it("a narrow window shows one world at a time, and nothing sticks out", async () => {
  const narrow = await openWindow(browser, sandbox.url, { viewport: { width: 390, height: 844 }, hasTouch: true });
  const { page } = narrow;
  await endTour(page);

  const phone = page.locator(".phone-side");
  const slack = page.locator("section.slack");
  await phone.waitFor();
  expect(await slack.isVisible()).toBe(false);
  await page.getByRole("tab", { name: "Hair show crew" }).click();
  await page.locator(".head").getByText("3 members").waitFor();
  const cut = await page.evaluate<number>(
    "((head) => head.scrollWidth - head.clientWidth)(document.querySelector('.head h2'))",
  );
  expect(cut).toBe(0);
  await page.getByRole("tab", { name: "Slack", exact: true }).click();
  await slack.waitFor();
  expect(await phone.isVisible()).toBe(false);
  const sticksOut = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");

  expect(sticksOut).toBeLessThanOrEqual(0);
  expect(narrow.complaints).toEqual([]);
});

it("the language that is spoken can be read, also under the pointer", async () => {
  const { page } = window;

  await page.getByRole("button", { name: "English" }).hover();

  await page.waitForFunction("document.querySelector('.languages [aria-pressed=true]').matches(':hover')");
  const colours = await page.evaluate<string[]>(
    "((shown) => [shown.color, shown.backgroundColor])(getComputedStyle(document.querySelector('.languages [aria-pressed=true]')))",
  );
  expect(colours).toEqual(["rgb(22, 40, 63)", "rgb(255, 255, 255)"]);
});

it("neither the browser nor the platforms had anything to complain about", async () => {
  expect(window.complaints).toEqual([]);
  expect(await window.page.locator(".refusals").allTextContents()).toEqual([]);
});
