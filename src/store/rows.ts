/** The rows as Prisma knows them, for the layers that must not know Prisma. */
export type {
  Account as AccountRow,
  Attempt as AttemptRow,
  Contact as ContactRow,
  Conversation as ConversationRow,
  Delivery as DeliveryRow,
  Lane as LaneRow,
  Message as MessageRow,
  Staff as StaffRow,
  Thread as ThreadRow,
} from "./generated/client.ts";
