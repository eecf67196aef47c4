/** Where the shop is: sent as a place that LINE shows on a map; admins say where that is. */
import type { Button, KnownBlock } from "@slack/types";

import type { Actor } from "../../bridge/staff/actor.ts";
import { keepPlace, placeOf } from "../../bridge/staff/shop-place.ts";
import { type Chat, findChat } from "../../bridge/staff/which-chat.ts";
import type { Part } from "../../core/message.ts";
import { type Place, PLACE, type PlaceForm } from "../../core/place.ts";
import type { Refusal } from "../../core/refusal.ts";
import type { FormValues, Office } from "../commands/command.ts";
import { sentence } from "../doors/show.ts";
import { previewBlocks } from "../saying-preview.ts";
import { board, type List, type SheetOf, verbId } from "./board.ts";
import { chatHead } from "./chat-head.ts";
import { AboutChat, SEND, sendSheet, takeSend } from "./send-sheet.ts";

const EMPTY: PlaceForm = { title: "", address: "", where: "" };

const changeSheet: SheetOf<AboutChat> = {
  async build(office, { actor, about }) {
    const { saying, modal } = office.words.office;
    if (!actor.admin) return { kind: "adminsOnlyTo", deed: "place" };
    const chat = await chatOf(office, actor, about.chat);
    if (!chat) return { kind: "gone" };
    const place = await placeOf(office.ctx, chat.accountId);
    const form = place ? { ...place, where: `${place.latitude}, ${place.longitude}` } : EMPTY;
    return { title: saying.changePlace, submit: modal.save, blocks: inputs(office, form) };
  },
  async take(office, { actor, about, values }) {
    const { saying, templates } = office.words.office;
    const chat = await chatOf(office, actor, about.chat);
    if (!chat) return { kind: "refused", refusal: { kind: "gone" } };
    const result = await keepPlace(office.ctx, actor, chat.accountId, read(values));
    switch (result.kind) {
      case "kept":
        return { kind: "shown", about, said: saying.placeKept };
      case "refused":
        return result;
      case "faults": {
        const said = { empty: templates.fault.empty, tooLong: templates.fault.tooLong, where: saying.whereFault };
        const errors = Object.entries(result.faults).map(([field, fault]) => [field, said[fault]]);
        return { kind: "errors", errors: Object.fromEntries(errors) };
      }
    }
  },
};

export const placeBoard = board<AboutChat>({
  name: "place",
  about: AboutChat,
  show: (office, { actor, about }) => list(office, actor, about),
  sheets: {
    take: {
      async build(office, { actor, about }) {
        const chat = await chatOf(office, actor, about.chat);
        const place = chat && (await placeOf(office.ctx, chat.accountId));
        return chat && place ? sendSheet(office, chat, [partOf(place)]) : { kind: "gone" };
      },
      take: takeSend,
    },
    change: changeSheet,
    [SEND]: { build: () => Promise.resolve({ kind: "gone" }), take: takeSend },
  },
  deeds: {},
});

const partOf = ({ title, address, latitude, longitude }: Place): Part => ({
  kind: "location",
  label: title === address ? title : `${title} ${address}`,
  title,
  address,
  latitude,
  longitude,
});

async function chatOf({ ctx }: Office, actor: Actor, id: number): Promise<Chat | undefined> {
  const which = await findChat(ctx, actor, id);
  return which.kind === "one" ? which.chat : undefined;
}

async function list(office: Office, actor: Actor, about: AboutChat): Promise<List | Refusal> {
  const { saying, commands } = office.words.office;
  const chat = await chatOf(office, actor, about.chat);
  if (!chat) return { kind: "chatNotFound", chat: String(about.chat) };
  const place = await placeOf(office.ctx, chat.accountId);
  const button = (verb: string, text: string): Button => ({
    type: "button",
    action_id: verbId("place", verb),
    text: { type: "plain_text", text },
    value: "-",
  });
  const buttons = [
    ...(place ? [button("take", saying.choose)] : []),
    ...(actor.admin ? [button("change", saying.changePlace)] : []),
  ];
  return {
    title: commands.place.button,
    blocks: [
      await chatHead(office, chat),
      ...(place ? [...previewBlocks(office.words, [partOf(place)]), mapLink(place)] : [sentence(saying.noPlace)]),
      ...(buttons.length > 0 ? [{ type: "actions" as const, elements: buttons }] : []),
    ],
  };
}

const mapLink = ({ latitude, longitude }: Place): KnownBlock =>
  sentence(`<https://www.google.com/maps?q=${latitude},${longitude}|${latitude}, ${longitude}>`);

function inputs({ words }: Office, form: PlaceForm): KnownBlock[] {
  const { saying } = words.office;
  const labels = { title: saying.placeTitle, address: saying.placeAddress, where: saying.where };
  const input = (id: keyof PlaceForm, most: number, hint?: string): KnownBlock => ({
    type: "input",
    block_id: id,
    label: { type: "plain_text", text: labels[id] },
    ...(hint === undefined ? {} : { hint: { type: "plain_text", text: hint } }),
    element: {
      type: "plain_text_input",
      action_id: id,
      max_length: most,
      ...(form[id] === "" ? {} : { initial_value: form[id] }),
    },
  });
  return [input("title", PLACE.title), input("address", PLACE.address), input("where", 1_000, saying.whereHint)];
}

function read(values: FormValues): PlaceForm {
  const typed = (field: keyof PlaceForm): string => values[field]?.[field]?.value ?? "";
  return { title: typed("title"), address: typed("address"), where: typed("where") };
}
