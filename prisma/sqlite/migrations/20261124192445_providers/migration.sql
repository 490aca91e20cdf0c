-- AlterTable
ALTER TABLE "Capture" ADD COLUMN "deliveryId" TEXT;
ALTER TABLE "Capture" ADD COLUMN "event" TEXT;
ALTER TABLE "Capture" ADD COLUMN "provider" TEXT;

-- CreateIndex
CREATE INDEX "Capture_binId_deliveryId_idx" ON "Capture"("binId", "deliveryId");
