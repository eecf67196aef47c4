-- CreateTable
CREATE TABLE "auto_reply" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "trigger" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "body" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "auto_reply_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "auto_talk" (
    "conversation_id" INTEGER NOT NULL,
    "rule_id" INTEGER NOT NULL,
    "heard_at" TIMESTAMPTZ(3) NOT NULL,
    "away_at" TIMESTAMPTZ(3),

    CONSTRAINT "auto_talk_pkey" PRIMARY KEY ("conversation_id")
);

-- CreateIndex
CREATE INDEX "auto_reply_account_id_position_idx" ON "auto_reply"("account_id", "position");

-- AddForeignKey
ALTER TABLE "auto_talk" ADD CONSTRAINT "auto_talk_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;
