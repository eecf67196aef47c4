-- AlterTable
ALTER TABLE "message" ADD COLUMN "read_token" TEXT;
