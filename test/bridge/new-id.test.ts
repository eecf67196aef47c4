import { expect, it } from "vitest";

import { createIds } from "../../src/bridge/new-id.ts";

it("makes ids that sort in the order they were made, also ten thousand in one millisecond and when the clock goes back", () => {
  let time = 1_800_000_000_000;
  const newId = createIds(() => new Date(time));

  const first = Array.from({ length: 10_000 }, newId);
  time -= 5_000;
  const second = Array.from({ length: 10 }, newId);
  time += 60_000;
  const all = [...first, ...second, newId()];

  expect(all).toEqual(all.toSorted());
  expect(new Set(all).size).toBe(all.length);
  expect(all.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(
    true,
  );
});
