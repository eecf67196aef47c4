-- CreateTable
CREATE TABLE "content" (
    "id" UUID NOT NULL,
    "account_id" INTEGER NOT NULL,
    "conversation_id" INTEGER NOT NULL,
    "message_id" UUID,
    "part" INTEGER NOT NULL DEFAULT 0,
    "origin" TEXT NOT NULL,
    "origin_id" TEXT,
    "kind" TEXT NOT NULL,
    "type" TEXT,
    "name" TEXT,
    "bytes" INTEGER,
    "state" TEXT NOT NULL DEFAULT 'wanted',
    "reason" TEXT,
    "desk_file" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "content_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "content_message_id_idx" ON "content"("message_id");

-- CreateIndex
CREATE INDEX "content_conversation_id_idx" ON "content"("conversation_id");

-- CreateIndex
CREATE INDEX "content_desk_file_idx" ON "content"("desk_file");
