-- CreateTable
CREATE TABLE "IdempotentCall" (
    "name" BLOB NOT NULL PRIMARY KEY,
    "caller" BLOB NOT NULL,
    "fingerprint" BLOB NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "heldUntil" BIGINT NOT NULL,
    "size" INTEGER NOT NULL DEFAULT 0,
    "response" BLOB
);

-- CreateIndex
CREATE INDEX "IdempotentCall_caller_createdAt_idx" ON "IdempotentCall"("caller", "createdAt");

-- CreateIndex
CREATE INDEX "IdempotentCall_createdAt_idx" ON "IdempotentCall"("createdAt");
