/** What is said before every sentence about staff words of which the customer has the beginning already. */
import type { Notice } from "../core/notice.ts";
import type { Told } from "./words.ts";

export const begunEnglish = (went: number): string =>
  `:warning: *The beginning of this (${went === 1 ? "1 message" : `${went} messages`} in LINE) has gone to the customer already.* Please do not write all of it again; this is about the rest:`;

export const begunJapanese = (went: number): string =>
  `:warning: *はじめの部分（LINEのメッセージ${went}通）は、すでにお客さまへ送信済みです。* 全文を書き直さないでください。残りの部分についてのお知らせです：`;

export function withBegun(begun: (went: number) => string, notice: Notice, { sentence, ...rest }: Told): Told {
  const went = "went" in notice ? (notice.went ?? 0) : 0;
  return { ...rest, sentence: went > 0 ? `${begun(went)}\n${sentence}` : sentence };
}
