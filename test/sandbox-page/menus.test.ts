/** What a colleague reaches by the menu of a message, by "also send to", and on the Home tab; with a mouse and without one. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { parse } from "yaml";

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
  await talk.owner("Emma Wilson");
  await talk.write("Is there a bus?");
  await talk.card("Emma Wilson").waitFor();
  await talk.owner("Sakura Sato");
  await talk.write("Can I book a haircut?");
  await talk.openThread("Sakura Sato");
  await asked().waitFor();
});

afterAll(async () => {
  await browser?.close();
  await sandbox?.end();
});

/** What the customer wrote, in the thread; notes and lines about it have its words, too. */
const asked = (): Locator =>
  window.page
    .locator(".thread .message")
    .filter({ hasText: "Sakura Sato · LINE" })
    .filter({ hasText: "Can I book a haircut?" });
const dialog = (name: string): Locator => window.page.getByRole("dialog", { name, exact: true });
const more = (message: Locator): Locator => message.getByRole("button", { name: "More actions", exact: true });
const focused = (locator: Locator): Promise<void> =>
  locator.and(window.page.locator(":focus")).waitFor({ state: "attached" });
const choose = async (message: Locator, item: string): Promise<void> => {
  await message.hover();
  await more(message).click();
  await window.page.getByRole("menuitem", { name: item, exact: true }).click();
};
const leave = async (shown: Locator): Promise<void> => {
  await shown.waitFor();
  await window.page.keyboard.press("Escape");
  await shown.waitFor({ state: "detached" });
};

it("the menu of a message offers what the manifest does, all of it on the screen", async () => {
  const { page } = window;
  const manifest = parse(readFileSync(join(import.meta.dirname, "..", "..", "manifest.yml"), "utf8")) as {
    features: { shortcuts: { name: string; type: string }[] };
  };
  const named = manifest.features.shortcuts.filter(({ type }) => type === "message").map(({ name }) => name);
  await asked().hover();
  await more(asked()).click();
  const menu = page.getByRole("menu");
  await menu.waitFor();

  expect(await menu.getByRole("menuitem").allTextContents()).toEqual(named);
  const box = await menu.boundingBox();
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(900);
  await leave(menu);
});

it("a message is kept as a note, with its words", async () => {
  await choose(asked(), "LINE: keep as note");
  const form = dialog("Note");
  await form.locator("footer .primary").click();
  await leave(dialog("Done"));

  await seen(talk.card("Sakura Sato").getByText("📝"));
  await seen(talk.inThread("Aki wrote a note"));
});

it("a reply to this message is on the phone with what it answers", async () => {
  const { page } = window;
  await choose(asked(), "LINE: reply to this");
  await dialog("Reply to this").getByRole("textbox").fill("Yes, at three.");
  await page.getByRole("dialog").locator("footer .primary").click();
  await leave(dialog("Done"));

  const reply = talk.arrived("Yes, at three.");
  await reply.waitFor();
  expect(await reply.locator(".quoted").allInnerTexts()).toEqual([expect.stringContaining("Can I book a haircut?")]);
  expect(await reply.locator(".quoted b").textContent()).toBe("Sakura Sato");
});

it("what was sent from here is quoted in the same way", async () => {
  const { page } = window;
  await talk.reply("We have a new colour.");
  await talk.arrived("We have a new colour.").waitFor();
  await talk.inThread("We have a new colour.").getByRole("button", { name: ":white_check_mark: 1" }).waitFor();
  await choose(talk.inThread("We have a new colour."), "LINE: reply to this");
  await dialog("Reply to this").getByRole("textbox").fill("It is red.");
  await page.getByRole("dialog").locator("footer .primary").click();
  await leave(dialog("Done"));

  await seen(talk.arrived("It is red.").locator(".quoted", { hasText: "We have a new colour." }));
});

it("a sticker is chosen by its picture", async () => {
  const { page } = window;
  await choose(asked(), "LINE: send a sticker");
  await page.getByRole("dialog").getByRole("button", { name: "Sticker 2", exact: true }).click();
  await page.getByRole("dialog").getByText("The customer will see this").waitFor();
  await page.getByRole("dialog").locator("footer .primary").click();

  await seen(talk.phone.locator(".theirs").getByRole("img", { name: /^Sticker/ }));
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
});

it("a message is forwarded to another customer", async () => {
  const { page } = window;
  await choose(asked(), "LINE: forward");
  const form = page.getByRole("dialog");
  await form.getByRole("combobox", { name: /^To another customer/ }).pressSequentially("Emma");
  await form.getByRole("option", { name: /Emma Wilson/ }).click();
  await form.locator("footer .primary").click();
  await leave(dialog("Done"));
  await talk.owner("Emma Wilson");

  await seen(talk.arrived("Can I book a haircut?"));
  await talk.owner("Sakura Sato");
});

it("a reply that is also sent to the channel is there too, leads to its thread, and is sent once", async () => {
  const { page } = window;
  const also = talk.thread.getByRole("checkbox", { name: "Also send to #line-support" });
  await also.check();
  await talk.reply("We are open on Sunday.");
  await talk.arrived("We are open on Sunday.").waitFor();
  const shown = talk.channel.locator(".message").filter({ has: page.locator(".replied-to") });
  await seen(shown.getByText("We are open on Sunday."));
  await talk.inThread("We are open on Sunday.").getByRole("button", { name: ":white_check_mark: 1" }).waitFor();

  expect(await also.isChecked()).toBe(false);
  expect(await talk.arrived("We are open on Sunday.").count()).toBe(1);
  await talk.thread.getByRole("button", { name: "Close" }).click();
  await talk.thread.waitFor({ state: "detached" });
  await shown
    .locator(".replied-to")
    .getByRole("button", { name: /^Sakura Sato/ })
    .click();
  await talk.inThread("We are open on Sunday.").waitFor();
});

it("the Home tab finds words, goes back to its lists, filters by tag, and manages a chat", async () => {
  const { page } = window;
  await talk.slash("/line tag 2 +VIP");
  await talk.card("Sakura Sato").locator("code", { hasText: "VIP" }).waitFor();
  await page.locator(".sidebar").getByRole("button", { name: "Threadline", exact: true }).click();
  const home = page.locator(".home");
  const row = home.locator(".section").filter({ hasText: "Sakura Sato" });

  await home.getByRole("textbox", { name: /^Look through/ }).fill("bus");
  await page.keyboard.press("Enter");
  await seen(home.getByText("Found for bus"));
  await seen(home.locator("blockquote", { hasText: "Is there a bus?" }));
  await home.getByRole("button", { name: "Back to the list" }).click();
  await seen(home.locator("strong", { hasText: "My chats" }));
  await seen(row);

  await home.getByRole("combobox", { name: "List" }).selectOption("All waiting");
  await seen(home.locator("strong", { hasText: "All waiting" }));
  await home.getByRole("combobox", { name: "List" }).selectOption("My chats");
  await seen(home.locator("strong", { hasText: "My chats" }));
  await home.getByRole("combobox", { name: "All tags" }).click();
  await home.getByRole("option", { name: "VIP", exact: true }).click();
  await seen(home.getByText("tag VIP"));
  await row.getByRole("button", { name: "Manage" }).click();
  await seen(dialog("Manage this chat").getByRole("button", { name: "Note", exact: true }));
  await leave(page.getByRole("dialog"));
  await focused(row.getByRole("button", { name: "Manage" }));
  await row.getByRole("link", { name: "Sakura Sato" }).click();

  await seen(talk.card("Sakura Sato"));
  await seen(talk.thread);
});

it("menus and windows are used with the keyboard alone, and leave it where it was", async () => {
  const { page } = window;
  const { keyboard } = page;
  const button = more(asked());
  await button.focus();
  await keyboard.press("Enter");
  await focused(page.getByRole("menuitem", { name: "LINE: manage this chat" }));
  await keyboard.press("ArrowUp");
  await focused(page.getByRole("menuitem", { name: "LINE: send a sticker" }));
  await keyboard.press("Home");
  await focused(page.getByRole("menuitem", { name: "LINE: manage this chat" }));
  await leave(page.getByRole("menu"));
  await focused(button);
  await keyboard.press("Space");
  await page.getByRole("menu").waitFor();
  await keyboard.press("Tab");
  await page.getByRole("menu").waitFor({ state: "detached" });

  await button.focus();
  await keyboard.press("Enter");
  await focused(page.getByRole("menuitem", { name: "LINE: manage this chat" }));
  await keyboard.press("ArrowDown");
  await keyboard.press("Enter");
  await focused(dialog("Note").getByRole("textbox").first());
  await keyboard.press("Shift+Tab");
  await keyboard.press("Shift+Tab");
  expect(await page.getByRole("dialog").locator(":focus").count()).toBe(1);
  await leave(page.getByRole("dialog"));
  await focused(button);

  const smile = asked().getByRole("button", { name: "Add a reaction", exact: true });
  await smile.focus();
  await keyboard.press("Enter");
  await asked().getByRole("group", { name: "Add a reaction" }).waitFor();
  await keyboard.press("Shift+Tab");
  await keyboard.press("Escape");
  await asked().getByRole("group", { name: "Add a reaction" }).waitFor({ state: "detached" });
  await focused(smile);
});

it("a narrow window has everything: both colleagues, the shortcuts, menus that stay inside", async () => {
  const narrow = await openWindow(browser, sandbox.url, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    locale: "ja",
  });
  const { page } = narrow;
  await endTour(page);
  await page.getByRole("tab", { name: "Slack", exact: true }).click();
  const inside = async (locator: Locator): Promise<void> => {
    await locator.waitFor();
    const box = await locator.boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 390) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
  };

  await inside(page.getByRole("button", { name: "Ken", exact: true }));
  await page.getByRole("button", { name: "ショートカット", exact: true }).click();
  await inside(page.getByRole("menu", { name: "ショートカット" }));
  await page.getByRole("menuitem", { name: "LINE: find a chat" }).click();
  await inside(page.getByRole("dialog"));
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await talkOn(page).card("Sakura Sato").getByRole("button", { name: "その他" }).first().click();
  await inside(page.getByRole("menu"));
  expect(narrow.complaints).toEqual([]);
});

it("neither the browser nor the platforms had anything to complain about", async () => {
  expect(window.complaints).toEqual([]);
  expect(await window.page.locator(".refusals").allTextContents()).toEqual([]);
});
