-- CreateTable
CREATE TABLE "staff_picture" (
    "token" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "png" BYTEA NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_picture_pkey" PRIMARY KEY ("token")
);

-- CreateIndex
CREATE UNIQUE INDEX "staff_picture_user_id_source_key" ON "staff_picture"("user_id", "source");
