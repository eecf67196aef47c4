-- CreateTable
CREATE TABLE "link_secret" (
    "id" INTEGER NOT NULL,
    "secret" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "link_secret_pkey" PRIMARY KEY ("id")
);
