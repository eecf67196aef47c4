import { chooseTarget } from "../../bridge/digest/choose.ts";
import { readTarget } from "../../core/answer-time.ts";
import { escapeText } from "../mrkdwn.ts";
import { deskCommand, refuse, say } from "./command.ts";
import { sections } from "./sections.ts";
import { accountsMeant, oneAccount, takeAccount } from "./which-account.ts";

interface Args {
  /** Undefined: it is only asked for. */
  target: number | undefined;
  account: string | undefined;
}

export const target = deskCommand<Args>({
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
  read(typed) {
    const { text, account } = takeAccount(typed);
    if (text === "") return { target: undefined, account };
    const minutes = readTarget(text);
    return minutes === undefined ? undefined : { target: minutes, account };
  },
  async run({ ctx, words }, { actor, args, channel }) {
    const meant = accountsMeant(actor, channel, args.account);
    if ("refusal" in meant) return refuse(meant.refusal);
    const { chosen } = words.office.digest;
    const said = (account: (typeof meant.accounts)[number]): string =>
      `*${escapeText(account.name)}*\n${chosen.target(account.settings.target)}`;
    if (args.target === undefined) return sections(meant.accounts.map(said));
    const one = oneAccount(meant.accounts);
    if ("refusal" in one) return refuse(one.refusal);
    const done = await chooseTarget(ctx, actor, one.account, args.target);
    return done.kind === "refused" ? refuse(done.refusal) : say(said(one.account));
  },
});
