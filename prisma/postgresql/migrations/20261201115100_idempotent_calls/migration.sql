-- CreateTable
CREATE TABLE "IdempotentCall" (
    "name" BYTEA NOT NULL,
    "caller" BYTEA NOT NULL,
    "fingerprint" BYTEA NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "heldUntil" BIGINT NOT NULL,
    "size" INTEGER NOT NULL DEFAULT 0,
    "response" BYTEA,

    CONSTRAINT "IdempotentCall_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "IdempotentCall_caller_createdAt_idx" ON "IdempotentCall"("caller", "createdAt");

-- CreateIndex
CREATE INDEX "IdempotentCall_createdAt_idx" ON "IdempotentCall"("createdAt");
