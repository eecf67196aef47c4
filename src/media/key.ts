/** Keys are UUIDs that we made: what anybody else writes into an address never reaches a path. */
const KEY = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const isKey = (text: string): boolean => KEY.test(text);

export function checkKey(key: string): string {
  if (!isKey(key)) throw new Error("not a key of ours");
  return key;
}
