-- AlterTable
ALTER TABLE "Answer" ADD COLUMN "bodySent" INTEGER;
ALTER TABLE "Answer" ADD COLUMN "bodySize" INTEGER;
ALTER TABLE "Answer" ADD COLUMN "chosen" TEXT;
ALTER TABLE "Answer" ADD COLUMN "sent" BLOB;

-- CreateTable
CREATE TABLE "BinReply" (
    "binId" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "settings" TEXT NOT NULL,
    CONSTRAINT "BinReply_binId_fkey" FOREIGN KEY ("binId") REFERENCES "Bin" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SentReply" (
    "binId" INTEGER NOT NULL,
    "hash" BLOB NOT NULL,
    "headers" TEXT NOT NULL,
    "body" BLOB NOT NULL,

    PRIMARY KEY ("binId", "hash")
);

-- CreateTable
CREATE TABLE "PlayCount" (
    "binId" INTEGER NOT NULL,
    "playId" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "window" BIGINT NOT NULL,
    "count" INTEGER NOT NULL,
    "countedAt" BIGINT NOT NULL,

    PRIMARY KEY ("binId", "playId", "subject")
);
