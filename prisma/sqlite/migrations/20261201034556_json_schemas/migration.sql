-- CreateTable
CREATE TABLE "JsonSchema" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "binId" INTEGER NOT NULL,
    "publicId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "filter" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "text" TEXT NOT NULL,
    CONSTRAINT "JsonSchema_binId_fkey" FOREIGN KEY ("binId") REFERENCES "Bin" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "JsonSchema_publicId_key" ON "JsonSchema"("publicId");

-- CreateIndex
CREATE INDEX "JsonSchema_binId_idx" ON "JsonSchema"("binId");

-- The body has to stay the last column, and SQLite adds columns at the end. Nothing is rewritten: captures that are stored keep their
-- body in the renamed column.
ALTER TABLE "Capture" RENAME COLUMN "content" TO "contentBeforeSchemas";
ALTER TABLE "Capture" ADD COLUMN "schema" TEXT;
ALTER TABLE "Capture" ADD COLUMN "schemaViolations" TEXT;
ALTER TABLE "Capture" ADD COLUMN "content" BLOB;
