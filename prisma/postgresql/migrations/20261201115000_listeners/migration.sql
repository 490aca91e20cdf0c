-- CreateTable
CREATE TABLE "Listener" (
    "id" SERIAL NOT NULL,
    "binId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "cursor" INTEGER NOT NULL,
    "instance" TEXT,
    "url" TEXT,
    "createdAt" BIGINT NOT NULL,
    "seenAt" BIGINT NOT NULL,

    CONSTRAINT "Listener_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Listener_binId_name_key" ON "Listener"("binId", "name");

-- AddForeignKey
ALTER TABLE "Listener" ADD CONSTRAINT "Listener_binId_fkey" FOREIGN KEY ("binId") REFERENCES "Bin"("id") ON DELETE CASCADE ON UPDATE CASCADE;
