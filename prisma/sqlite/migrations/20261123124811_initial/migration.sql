-- CreateTable
CREATE TABLE "Bin" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "slug" TEXT NOT NULL,
    "name" TEXT,
    "createdAt" BIGINT NOT NULL,
    "lastSeq" INTEGER NOT NULL DEFAULT 0
);

-- CreateTable
CREATE TABLE "Capture" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "binId" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "method" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "prefixLength" INTEGER NOT NULL,
    "httpVersion" TEXT NOT NULL,
    "headers" TEXT NOT NULL,
    "trailers" TEXT NOT NULL,
    "body" BLOB NOT NULL,
    "longBodyId" INTEGER,
    "bodyStored" INTEGER NOT NULL,
    "bodySize" BIGINT NOT NULL,
    "sha256" BLOB NOT NULL,
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
    "note" TEXT,
    "pinned" BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT "Capture_binId_fkey" FOREIGN KEY ("binId") REFERENCES "Bin" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Capture_longBodyId_fkey" FOREIGN KEY ("longBodyId") REFERENCES "LongBody" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "LongBody" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "createdAt" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "BodyPiece" (
    "longBodyId" INTEGER NOT NULL,
    "offset" INTEGER NOT NULL,
    "bytes" BLOB NOT NULL,

    PRIMARY KEY ("longBodyId", "offset"),
    CONSTRAINT "BodyPiece_longBodyId_fkey" FOREIGN KEY ("longBodyId") REFERENCES "LongBody" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Answer" (
    "binId" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "status" INTEGER NOT NULL,
    "micros" INTEGER NOT NULL,
    "complete" BOOLEAN NOT NULL,

    PRIMARY KEY ("binId", "seq")
);

-- CreateTable
CREATE TABLE "Link" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "binId" INTEGER NOT NULL,
    "role" TEXT NOT NULL,
    "keyHash" BLOB NOT NULL,
    "label" TEXT,
    "createdAt" BIGINT NOT NULL,
    "expiresAt" BIGINT,
    "lastUsedAt" BIGINT,
    CONSTRAINT "Link_binId_fkey" FOREIGN KEY ("binId") REFERENCES "Bin" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "Bin_slug_key" ON "Bin"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "Capture_longBodyId_key" ON "Capture"("longBodyId");

-- CreateIndex
CREATE UNIQUE INDEX "Capture_binId_seq_key" ON "Capture"("binId", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "Link_keyHash_key" ON "Link"("keyHash");

-- CreateIndex
CREATE INDEX "Link_binId_idx" ON "Link"("binId");
