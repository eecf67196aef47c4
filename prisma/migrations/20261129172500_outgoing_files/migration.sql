-- AlterTable
ALTER TABLE "content" ADD COLUMN     "keep_until" TIMESTAMPTZ(3),
ADD COLUMN     "milliseconds" INTEGER,
ADD COLUMN     "opened_at" TIMESTAMPTZ(3),
ADD COLUMN     "preview_id" UUID;

-- CreateIndex
CREATE INDEX "content_keep_until_idx" ON "content"("keep_until");
