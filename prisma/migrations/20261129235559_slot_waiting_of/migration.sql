-- AlterTable
ALTER TABLE "slot" ADD COLUMN     "waiting_of" JSONB;
