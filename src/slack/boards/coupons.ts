/** The account's coupons, as LINE lists them now. */
import type { KnownBlock } from "@slack/types";
import { z } from "zod";

import type { Actor } from "../../bridge/staff/actor.ts";
import { couponsOf } from "../../bridge/staff/coupons.ts";
import { type Chat, findChat } from "../../bridge/staff/which-chat.ts";
import type { Refusal } from "../../core/refusal.ts";
import { short } from "../blocks.ts";
import type { Office } from "../commands/command.ts";
import { sentence } from "../doors/show.ts";
import { board, type List, verbId } from "./board.ts";
import { chatHead } from "./chat-head.ts";
import { pages, pageWithin, turnPage } from "./pages.ts";
import { AboutChat, SEND, sendSheet, takeSend } from "./send-sheet.ts";

const About = AboutChat.extend({ page: z.number().default(0) });
type About = z.infer<typeof About>;

const SIZE = 40;

export const couponsBoard = board<About>({
  name: "coupons",
  about: About,
  show: (office, { actor, about }) => list(office, actor, about),
  sheets: {
    take: {
      async build(office, { actor, about, value }) {
        const chat = await chatOf(office, actor, about.chat);
        if (!chat) return { kind: "chatNotFound", chat: String(about.chat) };
        const coupons = await couponsOf(office.ctx, chat.accountId);
        if (coupons === undefined) return { kind: "lineAway" };
        const coupon = coupons.find(({ id }) => id === value);
        return coupon
          ? sendSheet(office, chat, [{ kind: "coupon", id: coupon.id, name: coupon.title }])
          : { kind: "gone" };
      },
      take: takeSend,
    },
    [SEND]: { build: () => Promise.resolve({ kind: "gone" }), take: takeSend },
  },
  deeds: {
    page: turnPage,
  },
});

async function chatOf({ ctx }: Office, actor: Actor, id: number): Promise<Chat | undefined> {
  const which = await findChat(ctx, actor, id);
  return which.kind === "one" ? which.chat : undefined;
}

async function list(office: Office, actor: Actor, about: About): Promise<List | Refusal> {
  const { saying, templates, commands } = office.words.office;
  const chat = await chatOf(office, actor, about.chat);
  if (!chat) return { kind: "chatNotFound", chat: String(about.chat) };
  const coupons = await couponsOf(office.ctx, chat.accountId);
  if (coupons === undefined) return { kind: "lineAway" };
  const page = pageWithin(about.page, SIZE, coupons.length);
  const row = ({ id, title }: { id: string; title: string }): KnownBlock => ({
    type: "section",
    text: { type: "plain_text", text: short(saying.coupon(title), 200), emoji: false },
    accessory: {
      type: "button",
      action_id: verbId("coupons", "take", id),
      text: { type: "plain_text", text: saying.choose },
      value: id,
    },
  });
  return {
    title: commands.coupon.button,
    blocks: [
      await chatHead(office, chat),
      ...(coupons.length === 0 ? [sentence(saying.noCoupons)] : coupons.slice(page * SIZE, (page + 1) * SIZE).map(row)),
      ...pages("coupons", { page, size: SIZE, count: coupons.length }, templates),
    ],
  };
}
