/** A customer who was erased keeps the chat's number and nothing else: this stands where the id on LINE was. */
const PREFIX = "forgotten:";

export const forgottenId = (chatId: number): string => `${PREFIX}${chatId}`;

export const isForgotten = (lineId: string): boolean => lineId.startsWith(PREFIX);
