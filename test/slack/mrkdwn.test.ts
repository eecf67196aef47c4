import { describe, expect, it } from "vitest";

import { leadsWithMention, mentionedIds, type Names, plainTextOf, type Written } from "../../src/slack/mrkdwn.ts";

const names: Names = {
  user: (id) => ({ U1: "佐藤", U2: "@Kim\n\u202e" })[id],
  usergroup: (id) => ({ S1: "support" })[id],
  channel: (id) => ({ C1: "shop" })[id],
  unknown: { user: "@colleague", usergroup: "@team", channel: "#channel" },
};

const text = (words: string): object => ({ type: "text", text: words });
const user = (id: string): object => ({ type: "user", user_id: id });
const section = (...elements: object[]): object => ({ type: "rich_text_section", elements });
const quote = (...elements: object[]): object => ({ type: "rich_text_quote", elements });
const code = (...elements: object[]): object => ({ type: "rich_text_preformatted", elements });
const list = (style: string, items: object[], more: object = {}): object => ({
  type: "rich_text_list",
  style,
  elements: items,
  ...more,
});
const rich = (...elements: object[]): Written => ({ blocks: [{ type: "rich_text", elements }] });

describe("rich_text to plain text", () => {
  it.each<[string, object[], string]>([
    [
      "styles",
      [section(text("a "), { type: "text", text: "b", style: { bold: true } }, text(" _c_ *d*"))],
      "a b _c_ *d*",
    ],
    ["entities are not decoded, for blocks are not encoded", [section(text("&lt;b&gt; <b>"))], "&lt;b&gt; <b>"],
    ["a link", [section({ type: "link", url: "https://a.example/x?a=1&b=2" })], "https://a.example/x?a=1&b=2"],
    [
      "a link with words",
      [section({ type: "link", url: "https://a.example", text: "料金表" })],
      "料金表 (https://a.example)",
    ],
    [
      "a link shown as it is",
      [section({ type: "link", url: "https://a.example/", text: "https://a.example" })],
      "https://a.example/",
    ],
    [
      "a link shown without its scheme",
      [section({ type: "link", url: "http://a.example", text: "A.example" })],
      "http://a.example",
    ],
    ["a mail address", [section({ type: "link", url: "mailto:a@a.example", text: "a@a.example" })], "a@a.example"],
    [
      "a telephone number",
      [section({ type: "link", url: "tel:+81312345678", text: "03-1234-5678" })],
      "03-1234-5678 (+81312345678)",
    ],
    [
      "mentions",
      [
        section(
          user("U1"),
          text(" "),
          { type: "channel", channel_id: "C1" },
          { type: "usergroup", usergroup_id: "S1" },
        ),
      ],
      "@佐藤 #shop@support",
    ],
    ["a name that would hide something", [section(user("U2"))], "@Kim"],
    [
      "unknown names",
      [section(user("U9"), { type: "channel", channel_id: "C9" }, { type: "usergroup", usergroup_id: "S9" })],
      "@colleague#channel@team",
    ],
    ["a team", [section({ type: "team", team_id: "T1" })], "@team"],
    [
      "broadcasts",
      [section({ type: "broadcast", range: "channel" }, { type: "broadcast", range: "new" })],
      "@channel@here",
    ],
    ["emoji", [section({ type: "emoji", name: "wave", unicode: "1f44b-1f3fc", skin_tone: 3 })], "👋🏼"],
    [
      "emoji of several code points",
      [section({ type: "emoji", name: "x", unicode: "1f468-200d-1f469-200d-1f467" })],
      "👨‍👩‍👧",
    ],
    ["emoji without code points", [section({ type: "emoji", name: "wave", skin_tone: 3 })], "👋🏼"],
    ["emoji with the tone in the name", [section({ type: "emoji", name: "wave::skin-tone-3" })], "👋🏼"],
    ["emoji with broken code points", [section({ type: "emoji", name: "tada", unicode: "zz" })], "🎉"],
    ["custom emoji", [section({ type: "emoji", name: "partyparrot" })], ":partyparrot:"],
    ["colors", [section({ type: "color", value: "#ff0000" })], "#ff0000"],
    ["dates", [section({ type: "date", timestamp: 0, format: "{date}", fallback: "1月1日" })], "1月1日"],
    [
      "dates without a fallback",
      [section({ type: "date", timestamp: 1_700_000_000, format: "{date}" })],
      "2023-11-14 22:13 UTC",
    ],
    ["a quote of two lines", [quote(text("a\nb")), section(text("c"))], "> a\n> b\nc"],
    ["code", [section(text("see\n")), code(text("*a*\n  :b:"))], "see\n*a*\n  :b:"],
    [
      "sections that end their line and that do not",
      [section(text("a\n")), section(text("b")), section(text("c"))],
      "a\nb\nc",
    ],
    [
      "a list",
      [section(text("Bring:")), list("bullet", [section(text("a")), section(text("b\nc"))]), section(text("end"))],
      "Bring:\n• a\n• b\n  c\nend",
    ],
    [
      "a list in a list",
      [
        list("ordered", [section(text("a"))]),
        list("ordered", [section(text("b")), section(text("c"))], { indent: 1 }),
        list("bullet", [section(text("d"))], { indent: 2 }),
        list("ordered", [section(text("e"))], { offset: 1 }),
        list("ordered", [section(text("f"))], { indent: 2, offset: 3 }),
      ],
      "1. a\n  a. b\n  b. c\n    ▪ d\n2. e\n    iv. f",
    ],
    ["what is not known yet", [{ type: "rich_text_new", elements: [{ type: "new", text: "words" }] }], "words"],
  ])("%s", (_, elements, plain) => {
    expect(plainTextOf(rich(...elements), names)).toBe(plain);
  });

  it("prefers blocks to text", () => {
    expect(plainTextOf({ ...rich(section(text("from blocks"))), text: "from text" }, names)).toBe("from blocks");
  });

  it("prefers text where blocks say more than rich_text does", () => {
    const blocks = [{ type: "rich_text", elements: [section(text("a"))] }, { type: "table" }];

    expect(plainTextOf({ text: "a and a table", blocks }, names)).toBe("a and a table");
    expect(plainTextOf({ text: "", blocks }, names)).toBe("a");
  });

  it("falls back to text when the blocks are empty", () => {
    expect(plainTextOf({ text: "words", blocks: [{ type: "rich_text", elements: [] }] }, names)).toBe("words");
  });
});

describe("mrkdwn to plain text", () => {
  it.each([
    ["Hello", "Hello"],
    ["&lt;b&gt; &amp; &amp;lt; &quot;", "<b> & &lt; &quot;"],
    ["&lt;@U1&gt; &lt;!channel&gt;", "<@U1> <!channel>"],
    ["<@U1> <@U1|ignored> <@U9|kim> <@U9> <@U9|U9> <@U9|>", "@佐藤 @佐藤 @kim @colleague @colleague @colleague"],
    ["<#C1|x> <#C9|general> <#C9|> <#C9>", "#shop #general #channel #channel"],
    ["<!subteam^S1|@x> <!subteam^S9|@ops> <!subteam^S9>", "@support @ops @team"],
    ["<!here> <!channel|channel> <!everyone>", "@here @channel @everyone"],
    ["<!date^1392734382^{date}^https://a.example|18 Feb> <!new^x>", "18 Feb "],
    ["<https://a.example/?a=1&amp;b=2>", "https://a.example/?a=1&b=2"],
    ["<https://a.example/?a=&amp;lt;|&amp;gt;>", "&gt; (https://a.example/?a=&lt;)"],
    ["<https://a.example/a_b_c|料金 &amp; 表>", "料金 & 表 (https://a.example/a_b_c)"],
    ["<http://a.example|a.example> <mailto:a@a.example|a@a.example>", "http://a.example a@a.example"],
    ["<b> < and >", "<b> < and >"],
    ["Hi :wave::skin-tone-3: :partyparrot: 10:30:45", "Hi 👋🏼 :partyparrot: 10:30:45"],
    ["*bold* _italic_ ~gone~ `code`", "bold italic gone code"],
    ["*bold `a*b*` bold* *_both_* _*both*_", "bold a*b* bold both both"],
    ["*<@U1> and <https://a.example/_x_|x>*", "@佐藤 and x (https://a.example/_x_)"],
    ["snake_case_name 2*3*4 a * b * c ~ 5 ~", "snake_case_name 2*3*4 a * b * c ~ 5 ~"],
    ["これは*太字*です「*太字*」 *太字* です", "これは*太字*です「太字」 太字 です"],
    ["*two\nlines* ** __ *a", "*two\nlines* ** __ *a"],
    [":keycap_star: and *bold*", "*️⃣ and bold"],
    ["`:wave: *a* &lt; <https://a.example>`", ":wave: *a* < https://a.example"],
    ["```\n*a* :wave:\n&gt; b\n```\nend", "*a* :wave:\n> b\nend"],
    ["&gt; quoted\n&gt;tight", "> quoted\n>tight"],
    ["&gt;&gt; for the customer", ">> for the customer"],
    ["a \ufffc b <@U1>", "a \ufffc b @佐藤"],
    ["", ""],
  ])("%s", (mrkdwn, plain) => {
    expect(plainTextOf({ text: mrkdwn }, names)).toBe(plain);
  });
});

describe("mentions", () => {
  it("are listed once each, from blocks and from text alike", () => {
    const blocks = rich(
      section(user("U1"), user("U2"), user("U1"), { type: "channel", channel_id: "C1" }),
      quote({ type: "usergroup", usergroup_id: "S1" }),
    );

    expect(mentionedIds(blocks)).toEqual({ users: ["U1", "U2"], usergroups: ["S1"], channels: ["C1"] });
    expect(mentionedIds({ text: "<@U1> <@U2|x> `<@U1>` <#C1|c> <!subteam^S1>" })).toEqual({
      users: ["U1", "U2"],
      usergroups: ["S1"],
      channels: ["C1"],
    });
    expect(mentionedIds({ text: "&lt;@U1&gt;" })).toEqual({ users: [], usergroups: [], channels: [] });
  });

  it.each<[string, Written]>([
    ["a user", { text: "<@U1> can you look?" }],
    ["a user behind spaces", { text: " \n\u200b<@U1>" }],
    ["a group", { text: "<!subteam^S1> look" }],
    ["everyone", { text: "<!here> look" }],
    ["a user in bold", { text: "*<@U1>* look" }],
    ["a user in a quote", { text: "&gt; <@U1> look" }],
    ["a user in a block", rich(section(user("U1"), text(" look")))],
    ["a user behind spaces in a block", rich(section(text(" ")), section(user("U1")))],
    ["a user in a list", rich(list("bullet", [section(user("U1"))]))],
    ["a broadcast in a quote block", rich(quote({ type: "broadcast", range: "here" }))],
  ])("%s leads", (_, message) => {
    expect(leadsWithMention(message)).toBe(true);
  });

  it.each<[string, Written]>([
    ["words", { text: "Hello <@U1>" }],
    ["a channel", { text: "<#C1> is ours" }],
    ["a marker", { text: "&gt;&gt; <@U1> will call you" }],
    ["an emoji", rich(section({ type: "emoji", name: "wave" }, user("U1")))],
    ["nothing", {}],
  ])("%s does not", (_, message) => {
    expect(leadsWithMention(message)).toBe(false);
  });
});
