-- AlterTable
ALTER TABLE "conversation" ADD COLUMN     "manual" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "manual_until" TIMESTAMPTZ(3);
