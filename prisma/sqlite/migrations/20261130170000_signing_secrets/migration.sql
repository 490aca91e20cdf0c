-- CreateTable
CREATE TABLE "SigningSecret" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "binId" INTEGER NOT NULL,
    "provider" TEXT NOT NULL,
    "encrypted" BLOB NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "createdAt" BIGINT NOT NULL,
    CONSTRAINT "SigningSecret_binId_fkey" FOREIGN KEY ("binId") REFERENCES "Bin" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "SigningSecret_binId_idx" ON "SigningSecret"("binId");

-- The body has to stay the last column, and SQLite adds columns at the end. Nothing is rewritten: captures that are stored keep their
-- body in the renamed column.
ALTER TABLE "Capture" RENAME COLUMN "content" TO "contentBefore";
ALTER TABLE "Capture" ADD COLUMN "signature" TEXT;
ALTER TABLE "Capture" ADD COLUMN "content" BLOB;
