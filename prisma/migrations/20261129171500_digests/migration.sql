-- AlterTable
ALTER TABLE "conversation" ADD COLUMN     "mentioned_for" TIMESTAMPTZ(3),
ADD COLUMN     "nudged_for" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "slot" (
    "kind" TEXT NOT NULL,
    "account_id" INTEGER NOT NULL,
    "slot" TIMESTAMPTZ(3) NOT NULL,
    "waiting" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "slot_pkey" PRIMARY KEY ("kind","account_id","slot")
);

-- Who waits already is seen in the next digest; nobody is called for all of them at once.
UPDATE conversation SET nudged_for = waiting_since, mentioned_for = waiting_since WHERE waiting_since IS NOT NULL;

-- Who waits, counted by whose chat it is without looking into the table.
CREATE INDEX conversation_waits ON conversation (account_id, assignee_id, waiting_since) INCLUDE (snoozed_until)
  WHERE waiting_since IS NOT NULL AND muted = 'no';

-- Those for whom nobody was called yet: few, however many wait.
CREATE INDEX conversation_not_nudged ON conversation (account_id, waiting_since)
  WHERE waiting_since IS NOT NULL AND muted = 'no' AND (nudged_for IS NULL OR nudged_for < waiting_since);
CREATE INDEX conversation_not_mentioned ON conversation (account_id, waiting_since)
  WHERE waiting_since IS NOT NULL AND muted = 'no' AND (mentioned_for IS NULL OR mentioned_for < waiting_since);

-- Posts that list a chat are found when it is to be forgotten.
CREATE INDEX delivery_lists ON delivery (account_id) WHERE kind = 'list';
