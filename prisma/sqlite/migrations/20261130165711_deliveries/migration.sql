-- CreateTable
CREATE TABLE "Delivery" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
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
    "sha256" BLOB NOT NULL,
    "bodySeq" INTEGER,
    "target" TEXT NOT NULL,
    "trailers" TEXT NOT NULL,
    "headers" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "DeliveryAttempt" (
    "binId" INTEGER NOT NULL,
    "deliveryId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "startedAt" BIGINT NOT NULL,
    "ms" REAL,
    "status" INTEGER,
    "private" BOOLEAN NOT NULL,
    "failure" TEXT,
    "hops" TEXT NOT NULL,
    "response" BLOB,

    PRIMARY KEY ("binId", "deliveryId", "number")
);

-- CreateTable
CREATE TABLE "DeliveryBody" (
    "binId" INTEGER NOT NULL,
    "sha256" BLOB NOT NULL,
    "size" INTEGER NOT NULL,
    "uses" INTEGER NOT NULL,
    "bytes" BLOB NOT NULL,

    PRIMARY KEY ("binId", "sha256")
);

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
