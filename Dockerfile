# A single image. The SQLite database is stored in /data.
FROM node:22-bookworm-slim AS build
WORKDIR /wirebin
RUN apt-get update && apt-get install -y --no-install-recommends g++ make python3 && rm -rf /var/lib/apt/lists/*
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
# The optional packages are for building, and the driver for Node.js 24, which this image does not have.
RUN npm run build && npm prune --omit=dev --omit=peer --omit=optional && rm -rf .next/cache app components lib/server/main.ts

FROM node:22-bookworm-slim
WORKDIR /wirebin
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 DATABASE_URL=file:/data/wirebin.db
COPY --from=build --chown=node:node /wirebin /wirebin
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=3s CMD node -e "fetch('http://localhost:'+(process.env.PORT||3000)+'/healthz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"
CMD ["node", "lib/server/start.mjs"]
