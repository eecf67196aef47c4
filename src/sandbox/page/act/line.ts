/** What somebody does on a phone. */
import type { Customer, EventOptions, FakeLine, Group, SentEvent } from "../../line/types.ts";
import type { World } from "../world.ts";
import { bytes, type Fields, objectIn, optionalText, text } from "./read.ts";

export type LineAct = (phone: Phone, fields: Fields) => Promise<SentEvent>;

/** A person in a chat: alone with the account, or in a group. */
interface Phone {
  who: Customer;
  place: EventOptions;
}

const acts: Record<string, LineAct> = {
  write: ({ who, place }, fields) => who.write(text(fields, "text"), place),
  sticker: ({ who, place }, fields) => {
    const keywords = [text(fields, "keyword")];
    const [packageId, stickerId] = [text(fields, "packageId"), text(fields, "stickerId")];
    return who.send({ type: "sticker", packageId, stickerId, keywords }, place);
  },
  media: ({ who, place }, fields) => who.send(mediaOf(fields), place),
  place: ({ who, place }, fields) =>
    who.send(
      {
        type: "location",
        title: text(fields, "title"),
        address: text(fields, "address"),
        latitude: 35.6586,
        longitude: 139.7454,
      },
      place,
    ),
  unsend: ({ who, place }, fields) => who.unsend(text(fields, "id"), place),
  block: ({ who }) => who.unfollow(),
  unblock: ({ who }) => who.unblock(),
  tap: ({ who, place }, fields) => tap(who, place, objectIn(fields, "action"), objectIn(fields, "params")),
};

export async function actOnPhone(world: World, fields: Fields): Promise<object> {
  const act = acts[text(fields, "act")];
  if (!act) throw new Error("there is no such act on a phone");
  const sent = await act(phoneOf(world.line, fields), fields);
  if (world.troubles.on().includes("twice")) await sent.redeliver();
  const { status, error } = sent.delivery;
  return { status, ...(error && { error }) };
}

function phoneOf(line: FakeLine, fields: Fields): Phone {
  const chatId = text(fields, "chat");
  const group: Group | undefined = line.groups().find(({ id }) => id === chatId);
  const userId = optionalText(fields, "who") ?? chatId;
  const who = line.customers().find(({ id }) => id === userId);
  if (!who) throw new Error("there is no such customer");
  return { who, place: group ? { in: group } : {} };
}

function mediaOf(fields: Fields) {
  const contentType = text(fields, "contentType");
  const content = { bytes: bytes(fields, "bytes"), contentType };
  if (/^image\/(?:jpeg|png)$/.test(contentType)) return { type: "image" as const, ...content };
  if (contentType.startsWith("video/")) return { type: "video" as const, duration: 5000, ...content };
  if (contentType.startsWith("audio/")) return { type: "audio" as const, duration: 5000, ...content };
  return { type: "file" as const, fileName: text(fields, "name"), ...content };
}

/** Buttons that only open something on the phone never come here. */
function tap(who: Customer, place: EventOptions, action: Fields, params: Fields): Promise<SentEvent> {
  if (action["type"] === "message") return who.write(text(action, "text"), place);
  const displayText = optionalText(action, "displayText");
  const chosen = Object.entries(params).map(([name, value]) => [name, String(value)] as const);
  return who.postback(text(action, "data"), {
    ...place,
    anonymous: false,
    ...(displayText !== undefined && { displayText }),
    ...(chosen.length > 0 && { params: Object.fromEntries(chosen) }),
  });
}
