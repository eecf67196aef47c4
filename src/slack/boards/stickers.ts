/** The stickers that may be sent, as pictures: a page at a time, of one package at a time. */
import type { KnownBlock } from "@slack/types";
import { z } from "zod";

import type { Actor } from "../../bridge/staff/actor.ts";
import { findChat } from "../../bridge/staff/which-chat.ts";
import type { Refusal } from "../../core/refusal.ts";
import { packOf, STICKER_PACKS, type StickerPack, stickerPicture, stickersOf } from "../../core/stickers.ts";
import { short } from "../blocks.ts";
import type { Office } from "../commands/command.ts";
import { sentence } from "../doors/show.ts";
import { board, type List, verbId } from "./board.ts";
import { chatHead } from "./chat-head.ts";
import { pages, pageWithin, turnPage } from "./pages.ts";
import { AboutChat, SEND, sendSheet, takeSend } from "./send-sheet.ts";

const About = AboutChat.extend({ pack: z.string().default(""), page: z.number().default(0) });
export type About = z.infer<typeof About>;

/** A picture and its button each, of 100 blocks. */
const SIZE = 8;

export const stickersBoard = board<About>({
  name: "stickers",
  about: About,
  show: (office, { actor, about }) => list(office, actor, about),
  sheets: {
    take: {
      async build(office, { actor, about, value }) {
        const which = await findChat(office.ctx, actor, about.chat);
        if (which.kind !== "one") return { kind: "chatNotFound", chat: String(about.chat) };
        const pack = STICKER_PACKS.find((each) => stickersOf(each).includes(value));
        if (!pack) return { kind: "gone" };
        return sendSheet(office, which.chat, [{ kind: "sticker", packageId: pack.id, stickerId: value }]);
      },
      take: takeSend,
    },
    [SEND]: { build: () => Promise.resolve({ kind: "gone" }), take: takeSend },
  },
  deeds: {
    page: turnPage,
    pack: (_office, { about, value }) => Promise.resolve({ kind: "shown", about: { ...about, pack: value, page: 0 } }),
  },
});

/** The package whose number is this or whose title has these words; the first where there is none. */
export function packFor(words: string): StickerPack | undefined {
  const wanted = words.normalize("NFKC").toLowerCase().trim();
  const titled = STICKER_PACKS.find(({ title }) =>
    [title.en, title.ja].some((each) => each.normalize("NFKC").toLowerCase().includes(wanted)),
  );
  return packOf(wanted) ?? titled;
}

async function list(office: Office, actor: Actor, about: About): Promise<List | Refusal> {
  const { saying, templates, commands } = office.words.office;
  const which = await findChat(office.ctx, actor, about.chat);
  if (which.kind !== "one") return { kind: "chatNotFound", chat: String(about.chat) };
  const pack = packOf(about.pack) ?? STICKER_PACKS[0];
  if (!pack) return { kind: "gone" };
  const all = stickersOf(pack);
  const page = pageWithin(about.page, SIZE, all.length);
  return {
    title: commands.sticker.button,
    blocks: [
      await chatHead(office, which.chat),
      ...(about.quotes ? [sentence(office.words.office.quotes.stickerToo)] : []),
      packs(office, pack),
      ...all.slice(page * SIZE, (page + 1) * SIZE).flatMap((id, index) => picture(office, id, page * SIZE + index + 1)),
      ...pages("stickers", { page, size: SIZE, count: all.length }, templates),
      sentence(saying.stickerHint),
    ],
  };
}

function packs({ words }: Office, chosen: StickerPack): KnownBlock {
  const option = ({ id, title }: StickerPack) => ({
    text: { type: "plain_text" as const, text: short(words.office.saying.packTitle(title), 75) },
    value: id,
  });
  return {
    type: "actions",
    elements: [
      {
        type: "static_select",
        action_id: verbId("stickers", "pack"),
        options: STICKER_PACKS.map(option),
        initial_option: option(chosen),
      },
    ],
  };
}

function picture({ words }: Office, id: string, number: number): KnownBlock[] {
  const { saying } = words.office;
  return [
    { type: "image", image_url: stickerPicture(id), alt_text: `${saying.sticker} ${number}` },
    {
      type: "actions",
      elements: [
        {
          type: "button",
          action_id: verbId("stickers", "take", id),
          text: { type: "plain_text", text: saying.take(number) },
          value: id,
        },
      ],
    },
  ];
}
