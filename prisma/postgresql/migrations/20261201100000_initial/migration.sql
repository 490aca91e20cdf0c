-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Bin" (
    "id" SERIAL NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT,
    "createdAt" BIGINT NOT NULL,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "lastSeq" INTEGER NOT NULL DEFAULT 0,
    "description" TEXT,
    "capacity" INTEGER,
    "maxBytes" BIGINT,
    "expiresAfter" BIGINT,
    "frozen" BOOLEAN NOT NULL DEFAULT false,
    "deletedAt" BIGINT,
    "lastRequestAt" BIGINT,
    "lastVisitAt" BIGINT,
    "kept" INTEGER NOT NULL DEFAULT 0,
    "keptBytes" BIGINT NOT NULL DEFAULT 0,
    "pinned" INTEGER NOT NULL DEFAULT 0,
    "pinnedBytes" BIGINT NOT NULL DEFAULT 0,
    "rotatedOut" INTEGER NOT NULL DEFAULT 0,
    "rotatedUpTo" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Bin_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BinAlias" (
    "slug" TEXT NOT NULL,
    "binId" INTEGER NOT NULL,
    "createdAt" BIGINT NOT NULL,

    CONSTRAINT "BinAlias_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "Lease" (
    "name" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "until" BIGINT NOT NULL,

    CONSTRAINT "Lease_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "Capture" (
    "id" SERIAL NOT NULL,
    "binId" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "method" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "prefixLength" INTEGER NOT NULL,
    "httpVersion" TEXT NOT NULL,
    "headers" TEXT NOT NULL,
    "trailers" TEXT NOT NULL,
    "body" BYTEA NOT NULL,
    "longBodyId" INTEGER,
    "bodyStored" INTEGER NOT NULL,
    "bodySize" BIGINT NOT NULL,
    "sha256" BYTEA NOT NULL,
    "truncated" BOOLEAN NOT NULL,
    "aborted" BOOLEAN NOT NULL,
    "receivedAt" BIGINT NOT NULL,
    "headersMicros" INTEGER NOT NULL,
    "uploadMicros" INTEGER NOT NULL,
    "malformed" TEXT,
    "peerAddress" TEXT NOT NULL,
    "peerPort" INTEGER NOT NULL,
    "scheme" TEXT NOT NULL,
    "tls" TEXT,
    "client" TEXT,
    "via" TEXT NOT NULL,
    "provider" TEXT,
    "event" TEXT,
    "deliveryId" TEXT,
    "note" TEXT,
    "pinned" BOOLEAN NOT NULL DEFAULT false,
    "size" INTEGER,
    "contentBefore" BYTEA,
    "signature" TEXT,
    "contentBeforeSchemas" BYTEA,
    "schema" TEXT,
    "schemaViolations" TEXT,
    "content" BYTEA,

    CONSTRAINT "Capture_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CaptureCount" (
    "binId" INTEGER NOT NULL,
    "chunk" INTEGER NOT NULL,
    "by" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "captures" INTEGER NOT NULL,
    "earliest" BIGINT,
    "latest" BIGINT,

    CONSTRAINT "CaptureCount_pkey" PRIMARY KEY ("binId","chunk","by","name")
);

-- CreateTable
CREATE TABLE "LongBody" (
    "id" SERIAL NOT NULL,
    "createdAt" BIGINT NOT NULL,

    CONSTRAINT "LongBody_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BodyPiece" (
    "longBodyId" INTEGER NOT NULL,
    "offset" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "BodyPiece_pkey" PRIMARY KEY ("longBodyId","offset")
);

-- CreateTable
CREATE TABLE "Answer" (
    "binId" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "status" INTEGER NOT NULL,
    "micros" INTEGER NOT NULL,
    "complete" BOOLEAN NOT NULL,
    "chosen" TEXT,
    "sent" BYTEA,
    "bodySize" INTEGER,
    "bodySent" INTEGER,

    CONSTRAINT "Answer_pkey" PRIMARY KEY ("binId","seq")
);

-- CreateTable
CREATE TABLE "AnswerRange" (
    "binId" INTEGER NOT NULL,
    "firstSeq" INTEGER NOT NULL,
    "lastSeq" INTEGER NOT NULL,
    "status" INTEGER NOT NULL,
    "sent" BYTEA,
    "bodySize" INTEGER,
    "bodySent" INTEGER,
    "micros" BYTEA NOT NULL,

    CONSTRAINT "AnswerRange_pkey" PRIMARY KEY ("binId","firstSeq")
);

-- CreateTable
CREATE TABLE "BinReply" (
    "binId" INTEGER NOT NULL,
    "settings" TEXT NOT NULL,

    CONSTRAINT "BinReply_pkey" PRIMARY KEY ("binId")
);

-- CreateTable
CREATE TABLE "SigningSecret" (
    "id" SERIAL NOT NULL,
    "binId" INTEGER NOT NULL,
    "provider" TEXT NOT NULL,
    "encrypted" BYTEA NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "createdAt" BIGINT NOT NULL,

    CONSTRAINT "SigningSecret_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "JsonSchema" (
    "id" SERIAL NOT NULL,
    "binId" INTEGER NOT NULL,
    "publicId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "filter" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "JsonSchema_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SentReply" (
    "binId" INTEGER NOT NULL,
    "hash" BYTEA NOT NULL,
    "headers" TEXT NOT NULL,
    "body" BYTEA NOT NULL,

    CONSTRAINT "SentReply_pkey" PRIMARY KEY ("binId","hash")
);

-- CreateTable
CREATE TABLE "SentReplyUse" (
    "binId" INTEGER NOT NULL,
    "hash" BYTEA NOT NULL,
    "uses" INTEGER NOT NULL,
    "size" INTEGER NOT NULL,

    CONSTRAINT "SentReplyUse_pkey" PRIMARY KEY ("binId","hash")
);

-- CreateTable
CREATE TABLE "Delivery" (
    "id" SERIAL NOT NULL,
    "binId" INTEGER NOT NULL,
    "publicId" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "owner" TEXT,
    "captureSeq" INTEGER,
    "replayId" TEXT,
    "source" TEXT NOT NULL,
    "destination" TEXT NOT NULL,
    "options" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "httpVersion" TEXT NOT NULL,
    "malformed" BOOLEAN NOT NULL,
    "bodySize" INTEGER NOT NULL,
    "sha256" BYTEA NOT NULL,
    "bodySeq" INTEGER,
    "target" TEXT NOT NULL,
    "trailers" TEXT NOT NULL,
    "headers" TEXT NOT NULL,

    CONSTRAINT "Delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DeliveryAttempt" (
    "binId" INTEGER NOT NULL,
    "deliveryId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "startedAt" BIGINT NOT NULL,
    "ms" DOUBLE PRECISION,
    "status" INTEGER,
    "private" BOOLEAN NOT NULL,
    "failure" TEXT,
    "hops" TEXT NOT NULL,
    "response" BYTEA,

    CONSTRAINT "DeliveryAttempt_pkey" PRIMARY KEY ("binId","deliveryId","number")
);

-- CreateTable
CREATE TABLE "DeliveryBody" (
    "binId" INTEGER NOT NULL,
    "sha256" BYTEA NOT NULL,
    "size" INTEGER NOT NULL,
    "uses" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "DeliveryBody_pkey" PRIMARY KEY ("binId","sha256")
);

-- CreateTable
CREATE TABLE "Forward" (
    "id" SERIAL NOT NULL,
    "binId" INTEGER NOT NULL,
    "publicId" TEXT NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "cursor" INTEGER NOT NULL,
    "skippedUpTo" INTEGER NOT NULL DEFAULT 0,
    "paused" TEXT,
    "breaker" TEXT NOT NULL,
    "settings" TEXT NOT NULL,

    CONSTRAINT "Forward_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ForwardItem" (
    "forwardId" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "binId" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "dueAt" BIGINT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "cause" TEXT,
    "private" BOOLEAN NOT NULL DEFAULT false,
    "owner" TEXT,
    "deliveryId" TEXT,
    "orderKey" TEXT,
    "since" BIGINT NOT NULL,
    "changedAt" BIGINT NOT NULL,

    CONSTRAINT "ForwardItem_pkey" PRIMARY KEY ("forwardId","seq")
);

-- CreateTable
CREATE TABLE "Instance" (
    "id" TEXT NOT NULL,

    CONSTRAINT "Instance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlayCount" (
    "binId" INTEGER NOT NULL,
    "playId" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "window" BIGINT NOT NULL,
    "count" INTEGER NOT NULL,
    "countedAt" BIGINT NOT NULL,

    CONSTRAINT "PlayCount_pkey" PRIMARY KEY ("binId","playId","subject")
);

-- CreateTable
CREATE TABLE "Link" (
    "id" SERIAL NOT NULL,
    "binId" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "keyHash" BYTEA NOT NULL,
    "label" TEXT,
    "captureSeq" INTEGER,
    "redaction" TEXT,
    "createdAt" BIGINT NOT NULL,
    "expiresAt" BIGINT,
    "lastUsedAt" BIGINT,

    CONSTRAINT "Link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Block" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "reason" TEXT,
    "createdAt" BIGINT NOT NULL,
    "expiresAt" BIGINT,

    CONSTRAINT "Block_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Bin_slug_key" ON "Bin"("slug");

-- CreateIndex
CREATE INDEX "BinAlias_binId_idx" ON "BinAlias"("binId");

-- CreateIndex
CREATE UNIQUE INDEX "Capture_longBodyId_key" ON "Capture"("longBodyId");

-- CreateIndex
CREATE UNIQUE INDEX "Capture_binId_seq_key" ON "Capture"("binId", "seq");

-- CreateIndex
CREATE INDEX "LongBody_createdAt_idx" ON "LongBody"("createdAt");

-- CreateIndex
CREATE INDEX "SigningSecret_binId_idx" ON "SigningSecret"("binId");

-- CreateIndex
CREATE UNIQUE INDEX "JsonSchema_publicId_key" ON "JsonSchema"("publicId");

-- CreateIndex
CREATE INDEX "JsonSchema_binId_idx" ON "JsonSchema"("binId");

-- CreateIndex
CREATE UNIQUE INDEX "Delivery_publicId_key" ON "Delivery"("publicId");

-- CreateIndex
CREATE INDEX "Delivery_binId_id_size_idx" ON "Delivery"("binId", "id", "size");

-- CreateIndex
CREATE INDEX "Delivery_binId_captureSeq_idx" ON "Delivery"("binId", "captureSeq");

-- CreateIndex
CREATE INDEX "Delivery_binId_replayId_idx" ON "Delivery"("binId", "replayId");

-- CreateIndex
CREATE INDEX "Delivery_owner_idx" ON "Delivery"("owner");

-- CreateIndex
CREATE INDEX "DeliveryBody_binId_size_idx" ON "DeliveryBody"("binId", "size");

-- CreateIndex
CREATE UNIQUE INDEX "Forward_publicId_key" ON "Forward"("publicId");

-- CreateIndex
CREATE INDEX "Forward_binId_idx" ON "Forward"("binId");

-- CreateIndex
CREATE INDEX "ForwardItem_forwardId_state_dueAt_seq_idx" ON "ForwardItem"("forwardId", "state", "dueAt", "seq");

-- CreateIndex
CREATE INDEX "ForwardItem_forwardId_state_seq_idx" ON "ForwardItem"("forwardId", "state", "seq");

-- CreateIndex
CREATE INDEX "ForwardItem_forwardId_orderKey_state_seq_idx" ON "ForwardItem"("forwardId", "orderKey", "state", "seq");

-- CreateIndex
CREATE INDEX "ForwardItem_binId_idx" ON "ForwardItem"("binId");

-- CreateIndex
CREATE INDEX "ForwardItem_owner_idx" ON "ForwardItem"("owner");

-- CreateIndex
CREATE UNIQUE INDEX "Link_keyHash_key" ON "Link"("keyHash");

-- CreateIndex
CREATE INDEX "Link_binId_idx" ON "Link"("binId");

-- CreateIndex
CREATE UNIQUE INDEX "Block_kind_value_key" ON "Block"("kind", "value");

-- AddForeignKey
ALTER TABLE "BinAlias" ADD CONSTRAINT "BinAlias_binId_fkey" FOREIGN KEY ("binId") REFERENCES "Bin"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Capture" ADD CONSTRAINT "Capture_binId_fkey" FOREIGN KEY ("binId") REFERENCES "Bin"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Capture" ADD CONSTRAINT "Capture_longBodyId_fkey" FOREIGN KEY ("longBodyId") REFERENCES "LongBody"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BodyPiece" ADD CONSTRAINT "BodyPiece_longBodyId_fkey" FOREIGN KEY ("longBodyId") REFERENCES "LongBody"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BinReply" ADD CONSTRAINT "BinReply_binId_fkey" FOREIGN KEY ("binId") REFERENCES "Bin"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SigningSecret" ADD CONSTRAINT "SigningSecret_binId_fkey" FOREIGN KEY ("binId") REFERENCES "Bin"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "JsonSchema" ADD CONSTRAINT "JsonSchema_binId_fkey" FOREIGN KEY ("binId") REFERENCES "Bin"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Link" ADD CONSTRAINT "Link_binId_fkey" FOREIGN KEY ("binId") REFERENCES "Bin"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The rows of bins, and those of counts, change with every group of captures: free space in their pages keeps such a change from adding
-- entries to the indexes.
ALTER TABLE "Bin" SET (fillfactor = 50);
ALTER TABLE "CaptureCount" SET (fillfactor = 70);

-- Bodies are not compressed: most are small or compressed already, and parts of them are read.
ALTER TABLE "Capture" ALTER COLUMN "content" SET STORAGE EXTERNAL;
ALTER TABLE "BodyPiece" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;
ALTER TABLE "DeliveryBody" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;

-- How this database calls itself.
INSERT INTO "Instance" ("id") VALUES (left(md5(random()::text || clock_timestamp()::text), 12));
