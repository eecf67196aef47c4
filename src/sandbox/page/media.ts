/** Pictures and files of both worlds, for the page alone. Only what is in a message is fetched, and only from this machine. */
import type { FakeLine } from "../line/types.ts";
import { drawFace } from "./faces.ts";
import type { World } from "./world.ts";

export interface Found {
  bytes: Uint8Array | string;
  type: string;
}

/** What a browser may show; anything else is offered as a download. */
const SHOWN = /^(?:image\/(?:jpeg|png|gif|webp)|video\/(?:mp4|webm)|audio\/[\w.+-]+)$/;

export async function findMedia(world: World, [kind, ...rest]: readonly string[]): Promise<Found | undefined> {
  if (kind === "face") return face(rest[0] ?? "");
  if (kind === "line") return ofCustomer(world.line, rest[0] ?? "");
  if (kind === "account") return ofAccount(world.line, rest);
  if (kind === "slack") return ofSlack(world, rest[0] ?? "");
  return undefined;
}

export const isShown = (type: string): boolean => SHOWN.test(type);

function face(name: string): Found | undefined {
  const drawn = drawFace(name);
  return drawn === undefined ? undefined : { bytes: drawn, type: "image/svg+xml" };
}

function ofCustomer(line: FakeLine, id: string): Found | undefined {
  const media = line.media(id);
  return media && { bytes: media.bytes, type: media.contentType };
}

async function ofSlack({ slack }: World, id: string): Promise<Found | undefined> {
  const file = await slack.file(id);
  return file && { bytes: file.bytes, type: file.mimetype };
}

/** As a phone would: from the address that the message names. */
async function ofAccount(
  line: FakeLine,
  [chatId, id, property, nth = "0"]: readonly string[],
): Promise<Found | undefined> {
  const chat = [...line.customers(), ...line.groups()].find((each) => each.id === chatId);
  const shown = chat && line.phone(chat).find((message) => message.id === id && message.from === "account");
  const address = addressIn(shown?.message, property ?? "", Number(nth));
  if (address === undefined) return undefined;
  const answer = await fetch(address, { redirect: "error", signal: AbortSignal.timeout(10_000) });
  if (!answer.ok) return undefined;
  const type = answer.headers.get("content-type")?.split(";")[0] ?? "application/octet-stream";
  return { bytes: new Uint8Array(await answer.arrayBuffer()), type };
}

function addressIn(message: object | undefined, property: string, nth: number): string | undefined {
  const all: string[] = [];
  JSON.stringify(message ?? {}, (name, value: unknown) => {
    if (name === property && typeof value === "string") all.push(value);
    return value;
  });
  const found = all[nth];
  if (found === undefined || !URL.canParse(found)) return undefined;
  return ["127.0.0.1", "localhost", "[::1]"].includes(new URL(found).hostname) ? found : undefined;
}
