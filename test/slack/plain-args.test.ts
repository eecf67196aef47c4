import { describe, expect, it } from "vitest";

import { namelessMentions, plainArgs } from "../../src/slack/commands/plain-args.ts";

describe("what somebody typed after a command", () => {
  it.each([
    ["A &amp; B &lt;3 &gt;", "A & B <3 >"],
    ["the word &amp;lt;", "the word &lt;"],
    ["see <https://example.com/a?b=1&amp;c=2>", "see https://example.com/a?b=1&c=2"],
    ["see <http://example.com|example.com>", "see example.com"],
    ["the <https://example.com/a|price list>", "the price list (https://example.com/a)"],
    ["write to <mailto:a@example.com|a@example.com>", "write to a@example.com"],
    ["ask <@U0AKI|aki>", "ask @aki"],
    ["ask <@U0AKI>", "ask @U0AKI"],
    ["in <#C0SHOP|shop>, not <#C0SECRET|>", "in #shop, not #C0SECRET"],
    ["<!here> <!subteam^S0TEAM|@team> <!date^1^{date}|Monday>", "@here @team Monday"],
    ["*ＶＩＰ*、午前中 :sunny:\n2行目", "*ＶＩＰ*、午前中 :sunny:\n2行目"],
    ["1 < 2 > 0 <>", "1 < 2 > 0 <>"],
    ["<not a token>", "<not a token>"],
  ])("%s", (typed, words) => {
    expect(plainArgs(typed)).toBe(words);
  });

  it("names whom it can", () => {
    expect(namelessMentions("<@U0AKI> and <@U0YUKI|yuki> and <@U0AKI>")).toEqual(["U0AKI"]);
    expect(plainArgs("<@U0AKI> and <@U0YUKI|yuki>", (id) => (id === "U0AKI" ? "aki" : undefined))).toBe(
      "@aki and @yuki",
    );
  });
});
