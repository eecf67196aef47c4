/** What somebody does on the page, in the words of a story. */
import type { Locator, Page } from "playwright-core";

export interface Talk {
  phone: Locator;
  channel: Locator;
  thread: Locator;
  /** On the phone that is open. */
  write: (text: string) => Promise<void>;
  owner: (name: string) => Promise<void>;
  openThread: (name: string) => Promise<void>;
  /** In the open thread. */
  reply: (text: string) => Promise<void>;
  /** What is held leaves now. */
  sendNow: (text: string) => Promise<void>;
  slash: (command: string) => Promise<void>;
  /** The message on the phone, sent by the account. */
  arrived: (text: string) => Locator;
  inThread: (text: string) => Locator;
  card: (name: string) => Locator;
}

export function talkOn(page: Page): Talk {
  const phone = page.locator(".phone");
  const channel = page.locator(".channel");
  const thread = page.locator(".thread");
  const type = async (box: Locator, text: string): Promise<void> => {
    await box.fill(text);
    await box.press("Enter");
  };
  const card = (name: string): Locator =>
    channel.locator(".message").filter({ has: page.getByRole("heading", { name: new RegExp(`^${name} · #`) }) });
  return {
    phone,
    channel,
    thread,
    write: (text) => type(phone.locator("textarea"), text),
    owner: (name) => page.getByRole("tab", { name, exact: true }).click(),
    openThread: (name) => card(name).locator(".replies").last().click(),
    reply: (text) => type(thread.locator(".composer textarea"), text),
    sendNow: async (text) => {
      const held = thread.locator(".message").filter({ hasText: text, hasNot: page.locator(".header") });
      await held.hover();
      await held.getByRole("button", { name: "Add a reaction", exact: true }).click();
      await held.getByRole("button", { name: ":fast_forward:", exact: true }).click();
    },
    slash: (command) => type(channel.locator(".composer textarea"), command),
    arrived: (text) => phone.locator(".theirs").filter({ hasText: text }),
    // the head card shows the newest words, too
    inThread: (text) => thread.locator(".message").filter({ hasText: text, hasNot: page.locator(".header") }),
    card,
  };
}

export async function endTour(page: Page): Promise<void> {
  await page.getByRole("button", { name: /Skip the tour|ツアーを終える/ }).click();
}

/** It comes to be there. */
export const seen = (locator: Locator): Promise<void> => locator.waitFor();
