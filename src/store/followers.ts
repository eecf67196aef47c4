/** Friends of an account who never wrote: contacts without a conversation. */
import type { Tx } from "./client.ts";

const KATAKANA = String.fromCharCode(...Array.from({ length: 0x30f6 - 0x30a1 + 1 }, (_, i) => 0x30a1 + i));
const HIRAGANA = String.fromCharCode(...Array.from({ length: 0x30f6 - 0x30a1 + 1 }, (_, i) => 0x3041 + i));

export interface Follower {
  accountId: number;
  lineUserId: string;
  name: string;
}

/** Those whose LINE name begins so; `beginning` is searchable text. Whose name is not known yet is not found. */
export async function followersByName(
  tx: Tx,
  accountIds: number[],
  beginning: string,
  most: number,
): Promise<Follower[]> {
  return tx.$queryRaw`
    SELECT k.account_id AS "accountId", k.line_user_id AS "lineUserId", k.display_name AS name FROM contact k
    WHERE k.account_id = ANY(${accountIds}::int[]) AND k.friendship = 'friend'
      AND starts_with(translate(lower(normalize(k.display_name, NFKC)), ${KATAKANA}, ${HIRAGANA}), ${beginning})
      AND NOT EXISTS (SELECT FROM conversation c WHERE c.account_id = k.account_id AND c.line_id = k.line_user_id)
    ORDER BY k.id DESC LIMIT ${most}`;
}
