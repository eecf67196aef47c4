import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

import { escapeText, leadsWithMention, mentionedIds, NO_NAMES, plainTextOf } from "../../src/slack/mrkdwn.ts";

describe("whatever Slack sends", () => {
  const type = fc.constantFrom(
    "rich_text",
    "rich_text_section",
    "rich_text_list",
    "rich_text_quote",
    "text",
    "link",
    "user",
    "emoji",
    "date",
    "new",
  );
  const keys = fc.constantFrom(
    "text",
    "url",
    "user_id",
    "name",
    "unicode",
    "skin_tone",
    "indent",
    "offset",
    "timestamp",
    "style",
    "range",
  );
  const { node } = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 5 },
      fc.jsonValue({ maxDepth: 1 }),
      fc
        .tuple(type, fc.dictionary(keys, fc.jsonValue({ maxDepth: 1 })), fc.array(tie("node"), { maxLength: 4 }))
        .map(([kind, fields, elements]) => ({ ...fields, type: kind, elements })),
    ),
  }));
  const message = fc.record({
    text: fc.oneof(fc.string({ unit: "grapheme" }), fc.jsonValue()),
    blocks: fc.oneof(fc.array(node), fc.jsonValue()),
  });

  it("never throws", () => {
    fc.assert(
      fc.property(message, (written) => {
        expect(typeof plainTextOf(written, NO_NAMES)).toBe("string");
        expect(typeof leadsWithMention(written)).toBe("boolean");
        expect(mentionedIds(written).users.every((id) => typeof id === "string")).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("never shows an id to the customer", () => {
    const token = fc.constantFrom(
      "<@U0ID>",
      "<@U0ID|>",
      "<@U0ID|U0ID>",
      "<#C0ID>",
      "<#C0ID|>",
      "<!subteam^S0ID>",
      "*",
      "`",
      "```",
      "_",
      " ",
      "\n",
      "a",
      "&gt;",
      ":",
    );

    fc.assert(
      fc.property(fc.array(token, { maxLength: 30 }), (tokens) => {
        expect(plainTextOf({ text: tokens.join("") }, NO_NAMES)).not.toMatch(/[UCS]0ID/);
      }),
      { numRuns: 300 },
    );
  });

  it.each(["*a ", "`", "```", "<", "<@U1>", ":a", ":", "_ ", "~~", "&gt;\n", "&"])(
    "takes 40,000 characters of %j in its stride",
    (part) => {
      const started = performance.now();

      plainTextOf({ text: part.repeat(40_000 / part.length) }, NO_NAMES);
      expect(performance.now() - started).toBeLessThan(5_000);
    },
  );

  it("gives back what was escaped", () => {
    const words = fc.stringMatching(/^[^*_~`:]*$/u);

    fc.assert(
      fc.property(
        fc.oneof(
          words,
          fc
            .array(fc.constantFrom("&", "<", ">", "amp;", "lt;", "@U1", "!here", "あ", "\n", " "))
            .map((parts) => parts.join("")),
        ),
        (original) => {
          expect(plainTextOf({ text: escapeText(original) }, NO_NAMES)).toBe(original);
        },
      ),
      { numRuns: 300 },
    );
  });
});
