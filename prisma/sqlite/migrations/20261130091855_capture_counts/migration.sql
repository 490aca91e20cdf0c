-- CreateTable
CREATE TABLE "CaptureCount" (
    "binId" INTEGER NOT NULL,
    "chunk" INTEGER NOT NULL,
    "by" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "captures" INTEGER NOT NULL,
    "earliest" BIGINT,
    "latest" BIGINT,

    PRIMARY KEY ("binId", "chunk", "by", "name")
) WITHOUT ROWID;

-- From the index alone: it would take much longer to read the captures.
INSERT INTO "CaptureCount" ("binId", "chunk", "by", "name", "captures", "earliest", "latest")
  SELECT "binId", "seq" / 128, 'method', "method", count(*), min("receivedAt"), max("receivedAt")
  FROM "Capture" INDEXED BY "Capture_binId_receivedAt_seq_method_idx" GROUP BY 1, 2, 4;

-- A response may remain of a capture that was removed. A row of "Answer" replaces what is in a range.
INSERT INTO "CaptureCount" ("binId", "chunk", "by", "name", "captures")
  SELECT "binId", "seq" / 128, 'status', "class" || 'xx', count(*) FROM (
    SELECT "Answer"."binId", "Answer"."seq", "status" / 100 AS "class" FROM "Answer"
      JOIN "Capture" ON "Capture"."binId" = "Answer"."binId" AND "Capture"."seq" = "Answer"."seq"
    UNION ALL
    SELECT "Capture"."binId", "Capture"."seq", "status" / 100 FROM "AnswerRange"
      JOIN "Capture" ON "Capture"."binId" = "AnswerRange"."binId" AND "Capture"."seq" BETWEEN "firstSeq" AND "lastSeq"
      WHERE NOT EXISTS (
        SELECT 1 FROM "Answer" WHERE "Answer"."binId" = "Capture"."binId" AND "Answer"."seq" = "Capture"."seq"
      )
  ) GROUP BY 1, 2, "class";

-- DropIndex
DROP INDEX "Capture_binId_receivedAt_seq_method_idx";
