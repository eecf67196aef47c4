-- AlterTable
ALTER TABLE "account" ADD COLUMN     "dealt" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "settings" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "conversation" ADD COLUMN     "assignee_id" TEXT,
ADD COLUMN     "muted" TEXT NOT NULL DEFAULT 'no',
ADD COLUMN     "muted_at" TIMESTAMPTZ(3),
ADD COLUMN     "search" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "snoozed_until" TIMESTAMPTZ(3),
ADD COLUMN     "staff_name" TEXT;

-- AlterTable
ALTER TABLE "message" ADD COLUMN     "search" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "staff" ADD COLUMN     "admin" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "calls" TEXT NOT NULL DEFAULT 'thread';

-- CreateTable
CREATE TABLE "desk_room" (
    "channel" TEXT NOT NULL,
    "is_private" BOOLEAN NOT NULL DEFAULT false,
    "is_shared" BOOLEAN NOT NULL DEFAULT false,
    "fetched_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "desk_room_pkey" PRIMARY KEY ("channel")
);

-- CreateTable
CREATE TABLE "desk_member" (
    "channel" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,

    CONSTRAINT "desk_member_pkey" PRIMARY KEY ("channel","user_id")
);

-- CreateTable
CREATE TABLE "tag" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tag_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chat_tag" (
    "conversation_id" INTEGER NOT NULL,
    "tag_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "chat_tag_pkey" PRIMARY KEY ("conversation_id","tag_id")
);

-- CreateTable
CREATE TABLE "note" (
    "id" UUID NOT NULL,
    "conversation_id" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "search" TEXT NOT NULL DEFAULT '',
    "author_id" TEXT NOT NULL,
    "author_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "edited_at" TIMESTAMPTZ(3),

    CONSTRAINT "note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "template" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "button" JSONB,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "template_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "desk_member_user_id_idx" ON "desk_member"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "tag_account_id_key_key" ON "tag"("account_id", "key");

-- CreateIndex
CREATE INDEX "chat_tag_tag_id_idx" ON "chat_tag"("tag_id");

-- CreateIndex
CREATE INDEX "note_conversation_id_at_idx" ON "note"("conversation_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "template_account_id_key_key" ON "template"("account_id", "key");

-- CreateIndex
CREATE INDEX "conversation_assignee_id_waiting_since_idx" ON "conversation"("assignee_id", "waiting_since");

-- AddForeignKey
ALTER TABLE "chat_tag" ADD CONSTRAINT "chat_tag_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chat_tag" ADD CONSTRAINT "chat_tag_tag_id_fkey" FOREIGN KEY ("tag_id") REFERENCES "tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "note" ADD CONSTRAINT "note_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;
