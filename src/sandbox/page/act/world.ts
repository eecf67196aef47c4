/** What somebody does to the world: the clock, the troubles, the app's life, its language. */
import { TROUBLES } from "../troubles.ts";
import type { World } from "../world.ts";
import { type Fields, text } from "./read.ts";

const DAY = 24 * 60 * 60_000;

const acts: Record<string, (world: World, fields: Fields) => Promise<void> | void> = {
  advance: ({ controls }, fields) => {
    const milliseconds = Number(fields["milliseconds"]);
    if (!(milliseconds > 0 && milliseconds <= 31 * DAY)) throw new Error("time goes forward, by a month at most");
    return controls.advance(milliseconds);
  },
  trouble: ({ troubles }, fields) => {
    const trouble = TROUBLES.find((each) => each === fields["trouble"]);
    if (trouble) troubles.set(trouble, fields["on"] === true);
  },
  kill: ({ controls }) => controls.kill(),
  start: ({ controls }) => controls.start(),
  speak: ({ controls }, fields) => controls.speak(text(fields, "language") === "ja" ? "ja" : "en"),
};

export async function actOnWorld(world: World, fields: Fields): Promise<object> {
  const act = acts[text(fields, "act")];
  if (!act) throw new Error("there is no such act");
  await act(world, fields);
  return {};
}
