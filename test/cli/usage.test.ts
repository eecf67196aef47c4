/** Help, and options that are mistyped: usage in words, and no stack. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { describe, expect, it } from "vitest";

import { runCli } from "../support/run-cli.ts";

const ENGLISH = { LANG: "en_US.UTF-8" };
const JAPANESE = { LANG: "ja_JP.UTF-8" };
const STACK = /\n +at |ERR_/;

describe.each(["sandbox", "doctor", "backup", "restore"])("npm run %s", (command) => {
  it("tells its usage when it is asked for help, in both languages", async () => {
    const english = await runCli(command, ["--help"], ENGLISH);
    const japanese = await runCli(command, ["-h"], JAPANESE);

    expect([english.code, english.errors, japanese.code, japanese.errors]).toEqual([0, "", 0, ""]);
    expect(english.out).toContain(`npm run ${command}`);
    expect(english.out).toMatch(/--help +this/);
    expect(japanese.out).toMatch(/--help +この説明/);
  });

  it("says what it does not understand, and how it is used, and ends with 2", async () => {
    const { code, out, errors } = await runCli(command, ["--hlep"], ENGLISH);

    expect([code, out]).toEqual([2, ""]);
    expect(errors).toMatch(/^"--hlep" is not understood\.\n\nnpm run /);
    expect(errors).not.toMatch(STACK);
  });
});

describe("npm run sandbox", () => {
  it.each([
    [["--hold", "x"], '--hold cannot be "x" (0–25).'],
    [["--hold", "26"], '--hold cannot be "26" (0–25).'],
    [["--port", "99999"], '--port cannot be "99999" (0–65535).'],
    [["--port", "-1"], "--port"],
    [["--lang", "fr"], '--lang cannot be "fr" (ja, en).'],
    [["morning"], '"morning" is not understood.'],
  ])("%j is refused before anything begins", async (args, words) => {
    const { code, out, errors } = await runCli("sandbox", args, ENGLISH);

    expect([code, out]).toEqual([2, ""]);
    expect(errors).toContain(words);
    expect(errors).not.toMatch(STACK);
  });

  it("documents its options", async () => {
    const { out } = await runCli("sandbox", ["--help"], ENGLISH);

    for (const option of ["--once", "--lang ja|en", "--hold SECONDS", "--port NUMBER"]) expect(out).toContain(option);
  });

  it("says that the port of the page is taken, and what to do", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as AddressInfo;

    const { code, out, errors } = await runCli("sandbox", ["--lang", "ja", "--port", String(port)], ENGLISH);

    other.close();
    expect([code, out]).toEqual([1, ""]);
    expect(errors).toContain(`ページにポート${port}を使えません。`);
    expect(errors).not.toMatch(STACK);
  });
});
