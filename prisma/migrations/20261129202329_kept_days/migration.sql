-- CreateIndex
CREATE INDEX "content_state_created_at_idx" ON "content"("state", "created_at");
