-- Every instance looks every second for chats whose time has come; only few are put off.
CREATE INDEX "conversation_wakes" ON "conversation" ("snoozed_until") WHERE "snoozed_until" IS NOT NULL;
