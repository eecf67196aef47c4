-- CreateTable
CREATE TABLE "account" (
    "id" SERIAL NOT NULL,
    "bot_user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "display_name" TEXT,
    "desk_channel" TEXT NOT NULL,
    "line_state" TEXT NOT NULL DEFAULT 'ok',
    "desk_state" TEXT NOT NULL DEFAULT 'ok',
    "bound_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contact" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "line_user_id" TEXT NOT NULL,
    "display_name" TEXT,
    "picture_url" TEXT,
    "friendship" TEXT NOT NULL DEFAULT 'unknown',
    "profile_at" TIMESTAMPTZ(3),
    "tried_at" TIMESTAMPTZ(3),

    CONSTRAINT "contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conversation" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "line_id" TEXT NOT NULL,
    "title" TEXT,
    "picture_url" TEXT,
    "title_at" TIMESTAMPTZ(3),
    "status" TEXT NOT NULL DEFAULT 'open',
    "done_at" TIMESTAMPTZ(3),
    "waiting_since" TIMESTAMPTZ(3),
    "answered_until" TIMESTAMPTZ(3),
    "last_message_at" TIMESTAMPTZ(3),
    "last_customer_at" TIMESTAMPTZ(3),
    "held_since" TIMESTAMPTZ(3),
    "reply_token" TEXT,
    "reply_token_ends" TIMESTAMPTZ(3),
    "standby" BOOLEAN NOT NULL DEFAULT false,
    "thread_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "conversation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "thread" (
    "id" UUID NOT NULL,
    "conversation_id" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "ts" TEXT,
    "permalink" TEXT,
    "newest_at" TIMESTAMPTZ(3),
    "read_until" TEXT,
    "lost" BOOLEAN NOT NULL DEFAULT false,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "thread_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message" (
    "id" UUID NOT NULL,
    "account_id" INTEGER NOT NULL,
    "conversation_id" INTEGER NOT NULL,
    "thread_id" UUID,
    "author" TEXT NOT NULL,
    "contact_id" INTEGER,
    "staff_id" TEXT,
    "origin_key" TEXT NOT NULL,
    "parts" JSONB NOT NULL,
    "raw" JSONB,
    "sent_text" TEXT,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "edited_at" TEXT,
    "desk_channel" TEXT,
    "desk_ts" TEXT,
    "line_ids" TEXT[],
    "quote_token" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "id" UUID NOT NULL,
    "lane_id" INTEGER NOT NULL,
    "account_id" INTEGER,
    "conversation_id" INTEGER,
    "thread_id" UUID,
    "message_id" UUID,
    "kind" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "priority" INTEGER NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "order_at" TIMESTAMPTZ(3) NOT NULL,
    "attempt_id" UUID,
    "merge_key" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "trouble" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attempt" (
    "id" UUID NOT NULL,
    "lane_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'started',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "response" JSONB,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "looked_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lane" (
    "id" SERIAL NOT NULL,
    "side" TEXT NOT NULL,
    "account_id" INTEGER,
    "key" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "bell" INTEGER NOT NULL DEFAULT 0,
    "rung_at" TIMESTAMPTZ(3),
    "lease_token" UUID,
    "lease_holder" UUID,
    "lease_until" TIMESTAMPTZ(3),
    "blocked_until" TIMESTAMPTZ(3),
    "trouble" TEXT,
    "trouble_tries" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "lane_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "budget" (
    "name" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "budget_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "inbound_event" (
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "account_id" INTEGER,
    "ignored" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "inbound_event_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "staff" (
    "user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "picture_url" TEXT,
    "standing" TEXT NOT NULL,
    "fetched_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "instance" (
    "id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "instance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "told" (
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "told_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "audit" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" TEXT NOT NULL,
    "act" TEXT NOT NULL,
    "conversation_id" INTEGER,
    "detail" JSONB,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "account_bot_user_id_key" ON "account"("bot_user_id");

-- CreateIndex
CREATE UNIQUE INDEX "contact_account_id_line_user_id_key" ON "contact"("account_id", "line_user_id");

-- CreateIndex
CREATE INDEX "conversation_account_id_waiting_since_idx" ON "conversation"("account_id", "waiting_since");

-- CreateIndex
CREATE INDEX "conversation_last_message_at_idx" ON "conversation"("last_message_at");

-- CreateIndex
CREATE UNIQUE INDEX "conversation_account_id_line_id_key" ON "conversation"("account_id", "line_id");

-- CreateIndex
CREATE INDEX "thread_conversation_id_idx" ON "thread"("conversation_id");

-- CreateIndex
CREATE UNIQUE INDEX "thread_channel_ts_key" ON "thread"("channel", "ts");

-- CreateIndex
CREATE UNIQUE INDEX "message_origin_key_key" ON "message"("origin_key");

-- CreateIndex
CREATE INDEX "message_conversation_id_at_idx" ON "message"("conversation_id", "at");

-- CreateIndex
CREATE INDEX "message_desk_channel_desk_ts_idx" ON "message"("desk_channel", "desk_ts");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_merge_key_key" ON "delivery"("merge_key");

-- CreateIndex
CREATE INDEX "delivery_lane_id_status_priority_order_at_id_idx" ON "delivery"("lane_id", "status", "priority", "order_at", "id");

-- CreateIndex
CREATE INDEX "delivery_conversation_id_status_idx" ON "delivery"("conversation_id", "status");

-- CreateIndex
CREATE INDEX "delivery_message_id_idx" ON "delivery"("message_id");

-- CreateIndex
CREATE INDEX "delivery_attempt_id_idx" ON "delivery"("attempt_id");

-- CreateIndex
CREATE INDEX "attempt_lane_id_status_idx" ON "attempt"("lane_id", "status");

-- CreateIndex
CREATE UNIQUE INDEX "lane_key_key" ON "lane"("key");

-- CreateIndex
CREATE INDEX "lane_due_at_idx" ON "lane"("due_at");

-- CreateIndex
CREATE INDEX "inbound_event_received_at_idx" ON "inbound_event"("received_at");

-- CreateIndex
CREATE INDEX "instance_seen_at_idx" ON "instance"("seen_at");

-- CreateIndex
CREATE INDEX "audit_conversation_id_at_idx" ON "audit"("conversation_id", "at");

-- AddForeignKey
ALTER TABLE "contact" ADD CONSTRAINT "contact_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread" ADD CONSTRAINT "thread_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_lane_id_fkey" FOREIGN KEY ("lane_id") REFERENCES "lane"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
