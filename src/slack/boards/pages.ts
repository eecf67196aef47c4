import type { KnownBlock } from "@slack/types";

import { type BoardName, verbId } from "./board.ts";

interface Labels {
  said: (first: number, last: number, of: number) => string;
  back: string;
  on: string;
}

/** Which part of a long list this is, and the ways to the others; nothing below a list that fits. */
export function pages(
  name: BoardName,
  { page, size, count }: { page: number; size: number; count: number },
  { said, back, on }: Labels,
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
    { type: "context", elements: [{ type: "plain_text", text: said(page * size + 1, last, count) }] },
    {
      type: "actions",
      elements: [...(page > 0 ? [button(back, page - 1)] : []), ...(last < count ? [button(on, page + 1)] : [])],
    },
  ];
}
