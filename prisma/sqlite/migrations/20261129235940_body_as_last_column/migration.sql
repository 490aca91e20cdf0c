-- AlterTable
ALTER TABLE "Capture" ADD COLUMN "content" BLOB;
