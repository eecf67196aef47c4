/** Who answers, as the customer sees it: the member's name, and their Slack picture where that is wanted and can be had. */
import type { Sender } from "../core/saying.ts";
import { senderName } from "../core/text.ts";
import { inTransaction } from "../store/client.ts";
import { pictureToken, savePicture } from "../store/staff-pictures.ts";
import type { Context } from "./context.ts";
import type { Person } from "./ports.ts";

/** No name that LINE takes: no picture either, for a face without a name says the wrong thing. */
export async function senderOf(ctx: Context, writer: Person | undefined): Promise<Sender | undefined> {
  const { senderName: shown } = ctx.settings;
  const name = shown !== "off" && writer ? senderName(writer.name) : undefined;
  if (name === undefined || writer === undefined) return undefined;
  const iconUrl = shown === "name-and-picture" ? await iconOf(ctx, writer) : undefined;
  return { name, ...(iconUrl === undefined ? {} : { iconUrl }) };
}

/** A picture that cannot be had keeps no words back. */
async function iconOf(ctx: Context, { userId, pictureUrl: source }: Person): Promise<string | undefined> {
  const { faces } = ctx;
  if (!faces || source === null) return undefined;
  const known = await pictureToken(ctx.db, userId, source);
  if (known !== undefined) return faces.link(known);
  const png = await faces.make(source);
  if (png === undefined) return undefined;
  // whoever has the token sees one picture that customers see anyway
  const picture = { token: ctx.newToken(), userId, source, png: new Uint8Array(png), madeAt: ctx.now() };
  return faces.link(await inTransaction(ctx.db, (tx) => savePicture(tx, picture)));
}
