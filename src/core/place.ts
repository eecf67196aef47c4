/** Where the shop is: what LINE shows on a map. */
import { z } from "zod";

import { cleanName } from "./text.ts";

export const PLACE = { title: 100, address: 100 } as const;

export const Place = z.object({
  title: z.string().min(1).max(PLACE.title),
  address: z.string().min(1).max(PLACE.address),
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
});
export type Place = z.infer<typeof Place>;

export interface PlaceForm {
  title: string;
  address: string;
  /** Two numbers, or the address of a map that has them in it. */
  where: string;
}

export type PlaceFaults = Partial<Record<keyof PlaceForm, "empty" | "tooLong" | "where">>;

export function readPlace(form: PlaceForm): { place: Place } | { faults: PlaceFaults } {
  const title = cleanName(form.title);
  const address = cleanName(form.address);
  const point = readPoint(form.where);
  const fault = (text: string, most: number) => (text === "" ? "empty" : text.length > most ? "tooLong" : undefined);
  const found = {
    title: fault(title, PLACE.title),
    address: fault(address, PLACE.address),
    where: point === undefined ? "where" : undefined,
  } as const;
  const faults = Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
  if (point === undefined || Object.keys(faults).length > 0) return { faults };
  return { place: { title, address, ...point } };
}

const NUMBER = String.raw`(-?\d{1,3}(?:\.\d+)?)`;
const PAIR = new RegExp(String.raw`^\(?${NUMBER}°?\s*[,、\s]\s*${NUMBER}°?\)?$`);
/** The pin before the middle of what is shown, in links of Google, Apple and others. */
const IN_LINKS = [
  new RegExp(`!3d${NUMBER}!4d${NUMBER}`),
  new RegExp(String.raw`[?&](?:q|query|ll|center|destination|daddr)=(?:loc:)?${NUMBER}(?:,|%2C)${NUMBER}`, "i"),
  new RegExp(String.raw`[?&#]m?lat=${NUMBER}&m?lon=${NUMBER}`, "i"),
  new RegExp(`@${NUMBER},${NUMBER}`),
];

function readPoint(raw: string): { latitude: number; longitude: number } | undefined {
  const typed = raw.normalize("NFKC").trim();
  const patterns = /^https?:/i.test(typed) ? IN_LINKS : [PAIR];
  for (const pattern of patterns) {
    const [, first, second] = pattern.exec(typed) ?? [];
    const [latitude, longitude] = [Number(first), Number(second)];
    if (first === undefined || second === undefined) continue;
    if (Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) return { latitude, longitude };
  }
  return undefined;
}
