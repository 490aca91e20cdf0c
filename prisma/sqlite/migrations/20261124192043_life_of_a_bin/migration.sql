-- AlterTable: columns are added, since Prisma's way of making the table anew would carry over only the columns known here.
ALTER TABLE "Bin" ADD COLUMN "description" TEXT;
ALTER TABLE "Bin" ADD COLUMN "capacity" INTEGER;
ALTER TABLE "Bin" ADD COLUMN "maxBytes" BIGINT;
ALTER TABLE "Bin" ADD COLUMN "expiresAfter" BIGINT;
ALTER TABLE "Bin" ADD COLUMN "frozen" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "Bin" ADD COLUMN "deletedAt" BIGINT;
ALTER TABLE "Bin" ADD COLUMN "lastRequestAt" BIGINT;
ALTER TABLE "Bin" ADD COLUMN "lastVisitAt" BIGINT;
ALTER TABLE "Bin" ADD COLUMN "kept" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "Bin" ADD COLUMN "keptBytes" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "Bin" ADD COLUMN "pinned" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "Bin" ADD COLUMN "pinnedBytes" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "Bin" ADD COLUMN "rotatedOut" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "Bin" ADD COLUMN "rotatedUpTo" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "BinAlias" (
    "slug" TEXT NOT NULL PRIMARY KEY,
    "binId" INTEGER NOT NULL,
    "createdAt" BIGINT NOT NULL,
    CONSTRAINT "BinAlias_binId_fkey" FOREIGN KEY ("binId") REFERENCES "Bin" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Lease" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "holder" TEXT NOT NULL,
    "until" BIGINT NOT NULL
);

-- CreateIndex
CREATE INDEX "BinAlias_binId_idx" ON "BinAlias"("binId");

-- CreateIndex
CREATE INDEX "LongBody_createdAt_idx" ON "LongBody"("createdAt");

-- Bins made before are as old as their last request, and are counted once: from now on the counts are kept with every write.
-- Their week begins now, so that nobody's bin is gone with the update.
UPDATE "Bin" SET
    "lastVisitAt" = CAST(unixepoch('subsec') * 1000 AS INTEGER),
    "lastRequestAt" = (SELECT max("receivedAt") / 1000 FROM "Capture" WHERE "binId" = "Bin"."id"),
    "kept" = (SELECT count(*) FROM "Capture" WHERE "binId" = "Bin"."id"),
    "keptBytes" = (SELECT ifnull(sum("bodyStored" + length("headers")), 0) FROM "Capture" WHERE "binId" = "Bin"."id"),
    "pinned" = (SELECT count(*) FROM "Capture" WHERE "binId" = "Bin"."id" AND "pinned"),
    "pinnedBytes" = (SELECT ifnull(sum("bodyStored" + length("headers")), 0) FROM "Capture" WHERE "binId" = "Bin"."id" AND "pinned");
