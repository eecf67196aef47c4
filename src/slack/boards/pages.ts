import type { KnownBlock } from "@slack/types";

import type { Office } from "../commands/command.ts";
import { type BoardName, type Outcome, type Press, verbId } from "./board.ts";

interface Labels {
  page: (first: number, last: number, of: number) => string;
  back: string;
  on: string;
}

/** The page that is there: a list may have become shorter. */
export const pageWithin = (wanted: number, size: number, count: number): number =>
  Math.max(0, Math.min(wanted, Math.ceil(count / size) - 1));

/** The deed of the ways to the other pages. */
export const turnPage = <About extends { page: number }>(
  _office: Office,
  { about, value }: Press<About>,
): Promise<Outcome<About>> => Promise.resolve({ kind: "shown", about: { ...about, page: Number(value) || 0 } });

/** Which part of a long list this is, and the ways to the others; nothing below a list that fits. */
export function pages(
  name: BoardName,
  { page, size, count }: { page: number; size: number; count: number },
  said: Labels,
): KnownBlock[] {
  if (count <= size) return [];
  const button = (text: string, to: number) => ({
    type: "button" as const,
    action_id: verbId(name, "page", String(to)),
    text: { type: "plain_text" as const, text },
    value: String(to),
  });
  const last = Math.min(count, (page + 1) * size);
  return [
    { type: "context", elements: [{ type: "plain_text", text: said.page(page * size + 1, last, count) }] },
    {
      type: "actions",
      elements: [
        ...(page > 0 ? [button(said.back, page - 1)] : []),
        ...(last < count ? [button(said.on, page + 1)] : []),
      ],
    },
  ];
}
