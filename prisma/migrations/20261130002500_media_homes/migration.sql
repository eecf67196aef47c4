-- CreateTable
CREATE TABLE "media_home" (
    "id" UUID NOT NULL,
    "database" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "media_home_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "media_home_database_key" ON "media_home"("database");
