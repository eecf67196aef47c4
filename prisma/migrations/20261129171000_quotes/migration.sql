-- AlterTable
ALTER TABLE "message" ADD COLUMN "quotes" UUID;
