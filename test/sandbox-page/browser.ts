/** A real browser, and a sandbox of its own to look at, as `npm run sandbox` starts it. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const QUIET = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function openBrowser(): Promise<Browser> {
  const executablePath = PLACES.find((path) => existsSync(path));
  if (executablePath === undefined)
    throw new Error(
      "The page of the sandbox is tested in a real browser, and there is none. As root: " +
        "apt-get update && apt-get install -y --no-install-recommends chromium",
    );
  return chromium.launch({ executablePath, args: QUIET, timeout: 60_000 });
}

export interface Window {
  page: Page;
  /** What the browser complained about; an honest page leaves it empty. */
  complaints: string[];
}

export async function openWindow(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Window> {
  const context = await browser.newContext({ locale: "en-US", viewport: { width: 1440, height: 900 }, ...options });
  // a busy machine may be slow; what a story looks for comes at once on any other
  context.setDefaultTimeout(40_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(new URL(url).origin) && !/^(?:blob|data):/.test(request.url()))
      complaints.push(`asked outside: ${request.url()}`);
  });
  await page.goto(url);
  await page.getByRole("log").first().waitFor();
  return { page, complaints };
}

export interface Sandbox {
  url: string;
  /** As Ctrl-C does; resolves with the exit code. */
  end: () => Promise<number | null>;
}

/** `env`: what the terminal says beside what this one does. */
export async function startSandbox(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Sandbox> {
  const main = join(import.meta.dirname, "..", "..", "src", "cli", "sandbox.ts");
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const found = /http:\/\/\S+/.exec(line)?.[0];
      if (found !== undefined) resolve(found);
    });
    void ended.then((code) => reject(new Error(`the sandbox ended with ${code} before it said where it is`)));
  });
  return {
    url,
    end: () => {
      child.kill("SIGINT");
      return ended;
    },
  };
}
