-- AlterTable
ALTER TABLE "Link" ADD COLUMN "captureSeq" INTEGER;
ALTER TABLE "Link" ADD COLUMN "redaction" TEXT;
