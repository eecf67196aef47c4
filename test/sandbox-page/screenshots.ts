/** `npm run screenshots`: the pictures of the READMEs, taken of the page itself. Wants a browser, and fonts for Japanese and emoji. */
import { join } from "node:path";

import { openBrowser, openWindow, startSandbox } from "./browser.ts";
import { playScene } from "./scene.ts";

const docs = join(import.meta.dirname, "..", "..", "docs");

const browser = await openBrowser();
for (const language of ["en", "ja"] as const) {
  const sandbox = await startSandbox(["--lang", language, "--hold", "1"]);
  const { page } = await openWindow(browser, sandbox.url, { locale: language, viewport: { width: 1440, height: 900 } });
  await playScene(page, language);
  await page.screenshot({ path: join(docs, `sandbox.${language}.png`), animations: "disabled" });
  await sandbox.end();
}
await browser.close();
