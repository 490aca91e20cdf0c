-- CreateIndex
CREATE INDEX "Capture_binId_receivedAt_seq_method_idx" ON "Capture"("binId", "receivedAt", "seq", "method");
