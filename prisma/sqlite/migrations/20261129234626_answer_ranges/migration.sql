-- CreateTable
CREATE TABLE "AnswerRange" (
    "binId" INTEGER NOT NULL,
    "firstSeq" INTEGER NOT NULL,
    "lastSeq" INTEGER NOT NULL,
    "status" INTEGER NOT NULL,
    "sent" BLOB,
    "bodySize" INTEGER,
    "bodySent" INTEGER,
    "micros" BLOB NOT NULL,

    PRIMARY KEY ("binId", "firstSeq")
);
