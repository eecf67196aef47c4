/** Several houses side by side: while one waits after a death, another dies. */
import { type House, type HouseOptions, openHouse } from "./kill-harness.ts";

export interface Street {
  /** Waits for a house that nobody plays in. */
  inAHouse: <T>(play: (house: House) => Promise<T>) => Promise<T>;
  close: () => Promise<void>;
}

export async function openStreet(count: number, options: HouseOptions): Promise<Street> {
  const houses = await Promise.all(Array.from({ length: count }, () => openHouse(options)));
  const free = [...houses];
  const waiting: ((house: House) => void)[] = [];

  function leave(house: House): void {
    const next = waiting.shift();
    if (next) next(house);
    else free.push(house);
  }

  return {
    async inAHouse(play) {
      const house = free.pop() ?? (await new Promise<House>((resolve) => waiting.push(resolve)));
      try {
        return await play(house);
      } finally {
        leave(house);
      }
    },
    close: async () => void (await Promise.all(houses.map((house) => house.close()))),
  };
}
