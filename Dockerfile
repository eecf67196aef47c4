# --- Packages and the generated database client: rebuilt only when one of these files changes ---
FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc prisma.config.ts ./
COPY prisma/schema.prisma prisma/
COPY src/cli/generate.mjs src/cli/
# The image has its own Node 24; the one that npm brings for old machines would only weigh.
RUN npm ci --omit=dev --no-audit --no-fund \
 && rm -rf node_modules/node node_modules/.bin/node

# --- The server ---
FROM node:24-slim
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    DATA_DIR=/data
WORKDIR /app
# Without DATABASE_URL the built-in PostgreSQL lives in /data; it refuses to run as root, and so do we.
RUN mkdir /data && chown node:node /data
COPY --from=packages /app/node_modules node_modules
COPY package.json prisma.config.ts ./
COPY prisma prisma
COPY src src
COPY --from=packages /app/src/store/generated src/store/generated
USER node
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Run it with --init (compose.yaml does): the built-in PostgreSQL leaves children that somebody must reap.
CMD ["node", "src/main.ts"]
