import { chooseTarget } from "../../bridge/digest/choose.ts";
import { readTarget } from "../../core/answer-time.ts";
import { escapeText } from "../mrkdwn.ts";
import { deskCommand, refuse, say } from "./command.ts";
import { sections } from "./sections.ts";
import { oneAccount, whose } from "./which-account.ts";

export const target = deskCommand<string>({
  name: "target",
  aliases: ["目標時間", "目標", "返信目標"],
  who: "member",
  without: {
    card: "the answer time is that of the account",
    shortcut: "the answer time is that of the account",
    global: "the global shortcut finds a chat by its name",
    reaction: "a reaction is about a chat",
    home: "the tab is about chats",
  },
  read: (text) => text.trim().replaceAll("&amp;", "&"),
  async run(office, { actor, args, channel }) {
    const meant = whose(actor, channel, args);
    const { chosen } = office.words.office.digest;
    const said = (account: (typeof meant.accounts)[number]): string =>
      `*${escapeText(account.name)}*\n${chosen.target(account.settings.target)}`;
    if (meant.rest === "") return sections(meant.accounts.map(said));
    const minutes = readTarget(meant.rest);
    if (minutes === undefined) return refuse({ kind: "usage", command: "target" });
    const one = oneAccount(office, channel, meant, args);
    if ("refusal" in one) return refuse(one.refusal);
    const done = await chooseTarget(office.ctx, actor, one.account, minutes);
    return done.kind === "refused" ? refuse(done.refusal) : say(said(one.account));
  },
});
