/** The part of a file that a player asks for. */

export type Range = { kind: "whole" } | { kind: "part"; from: number; to: number } | { kind: "unsatisfiable" };

/** Several parts at once are not worth an answer in several parts: then all of it is sent, as HTTP allows. */
export function readRange(header: string | undefined, bytes: number): Range {
  const { first = "", last = "" } = /^bytes=(?<first>\d*)-(?<last>\d*)$/.exec(header?.trim() ?? "")?.groups ?? {};
  if (first === "" && last === "") return { kind: "whole" };
  if (first === "") return tail(Number(last), bytes);
  const [from, to] = [Number(first), last === "" ? bytes - 1 : Math.min(Number(last), bytes - 1)];
  if (last !== "" && Number(last) < from) return { kind: "whole" };
  return from >= bytes ? { kind: "unsatisfiable" } : { kind: "part", from, to };
}

function tail(length: number, bytes: number): Range {
  if (length === 0 || bytes === 0) return { kind: "unsatisfiable" };
  return { kind: "part", from: Math.max(0, bytes - length), to: bytes - 1 };
}
