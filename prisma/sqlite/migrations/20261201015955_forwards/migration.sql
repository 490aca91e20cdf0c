-- CreateTable
CREATE TABLE "Forward" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "binId" INTEGER NOT NULL,
    "publicId" TEXT NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "cursor" INTEGER NOT NULL,
    "skippedUpTo" INTEGER NOT NULL DEFAULT 0,
    "paused" TEXT,
    "breaker" TEXT NOT NULL,
    "settings" TEXT NOT NULL
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

    PRIMARY KEY ("forwardId", "seq")
);

-- CreateTable
CREATE TABLE "Instance" (
    "id" TEXT NOT NULL PRIMARY KEY
);

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

-- How this database calls itself.
INSERT INTO "Instance" ("id") VALUES (lower(hex(randomblob(6))));
