import { type BoardName, verbId } from "./board.ts";

/** What can be done with one row of a list: by the verbs of its board, in this order. */
export const rowMenu = (name: BoardName, id: number, verbs: Readonly<Record<string, string>>) => ({
  type: "overflow" as const,
  action_id: verbId(name, "more", String(id)),
  options: Object.entries(verbs).map(([verb, text]) => ({
    text: { type: "plain_text" as const, text },
    value: `${verb} ${id}`,
  })),
});
