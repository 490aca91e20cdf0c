-- CreateTable
CREATE TABLE "Listener" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "binId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "cursor" INTEGER NOT NULL,
    "instance" TEXT,
    "url" TEXT,
    "createdAt" BIGINT NOT NULL,
    "seenAt" BIGINT NOT NULL,
    CONSTRAINT "Listener_binId_fkey" FOREIGN KEY ("binId") REFERENCES "Bin" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "Listener_binId_name_key" ON "Listener"("binId", "name");
