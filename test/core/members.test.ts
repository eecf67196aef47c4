import { describe, expect, it } from "vitest";

import { memberName } from "../../src/core/members.ts";

describe("a name in a line about members", () => {
  it.each([
    ["as it is", "Sakura", "Sakura"],
    ["in Japanese", "さくら🌸", "さくら🌸"],
    ["on one line", "Ma\u0007ri\r\nko", "Ma ri ko"],
    ["without what turns the writing around", "\u202eevitucexe\u202c", "evitucexe"],
    ["a ping as its letters", "<!channel> @here", "<!channel> @here"],
    ["of nothing that is seen", " \u200b\u3164\u2060 ", ""],
    ["in Arabic, kept apart from what stands beside it", "سارة", "\u2068سارة\u2069"],
    ["in Hebrew, kept apart", "\u2067נועה", "\u2068נועה\u2069"],
    ["in Adlam, which is two units a letter", "𞤀𞤁", "\u2068𞤀𞤁\u2069"],
  ])("is shown %s", (_how, raw, shown) => {
    expect(memberName(raw)).toBe(shown);
  });

  it("is cut when it is long, between letters", () => {
    const cut = memberName("👨‍👩‍👧".repeat(60));

    expect(cut.length).toBeLessThanOrEqual(40);
    expect(cut).toMatch(/^(?:👨‍👩‍👧)+…$/u);
    expect(memberName("名".repeat(40))).toBe("名".repeat(40));
    expect(memberName("名".repeat(41))).toBe(`${"名".repeat(39)}…`);
  });
});
