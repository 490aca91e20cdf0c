-- AlterTable
ALTER TABLE "Capture" ADD COLUMN "size" INTEGER;

-- CreateTable
CREATE TABLE "SentReplyUse" (
    "binId" INTEGER NOT NULL,
    "hash" BLOB NOT NULL,
    "uses" INTEGER NOT NULL,
    "size" INTEGER NOT NULL,

    PRIMARY KEY ("binId", "hash")
);

-- Answers to captures that were deleted before they were answered, and replies that nothing refers to.
DELETE FROM "Answer" WHERE NOT EXISTS
  (SELECT 1 FROM "Capture" WHERE "Capture"."binId" = "Answer"."binId" AND "Capture"."seq" = "Answer"."seq");
INSERT INTO "SentReplyUse" ("binId", "hash", "uses", "size")
  SELECT "SentReply"."binId", "hash", "uses", length("headers") + length("body")
  FROM (SELECT "binId", "sent", count(*) AS "uses" FROM "Answer" WHERE "sent" IS NOT NULL GROUP BY "binId", "sent") AS "used"
  JOIN "SentReply" ON "SentReply"."binId" = "used"."binId" AND "hash" = "sent";
DELETE FROM "SentReply" WHERE NOT EXISTS
  (SELECT 1 FROM "SentReplyUse" AS "used" WHERE "used"."binId" = "SentReply"."binId" AND "used"."hash" = "SentReply"."hash");
UPDATE "Bin" SET "keptBytes" = "keptBytes"
  + ifnull((SELECT sum("size") FROM "SentReplyUse" WHERE "SentReplyUse"."binId" = "Bin"."id"), 0)
  + ifnull((SELECT sum(length("chosen")) FROM "Answer" WHERE "Answer"."binId" = "Bin"."id"), 0);
