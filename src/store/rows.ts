/** The rows as Prisma knows them, for the layers that must not know Prisma. */
export type {
  Account as AccountRow,
  Attempt as AttemptRow,
  Audit as AuditRow,
  Contact as ContactRow,
  Content as ContentRow,
  Conversation as ConversationRow,
  Delivery as DeliveryRow,
  DeskRoom as DeskRoomRow,
  Lane as LaneRow,
  Message as MessageRow,
  Note as NoteRow,
  Staff as StaffRow,
  Tag as TagRow,
  Template as TemplateRow,
  Thread as ThreadRow,
} from "./generated/client.ts";
