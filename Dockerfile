# One image for everything. It writes to /data alone, where the SQLite database is: its root file system can be read-only.
FROM node:22-bookworm-slim AS build
WORKDIR /wirebin
RUN apt-get update && apt-get install -y --no-install-recommends g++ make python3 && rm -rf /var/lib/apt/lists/*
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
# The optional packages are for building, and the driver for Node.js 24, which this image does not have.
RUN npm run build && rm -rf .next/cache .next/diagnostics .next/trace .next/trace-build .next/types \
  && npm prune --omit=dev --omit=peer --omit=optional

FROM node:22-bookworm-slim
WORKDIR /wirebin
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 DATABASE_URL=file:/data/wirebin.db
RUN mkdir /data && chown node:node /data
# The files belong to root, so that the server cannot change them.
COPY --from=build /wirebin/node_modules ./node_modules
COPY --from=build /wirebin/.next ./.next
COPY --from=build /wirebin/dist ./dist
COPY --from=build /wirebin/lib/server/*.mjs ./lib/server/
COPY --from=build /wirebin/prisma ./prisma
COPY --from=build /wirebin/public ./public
# The documentation in the product.
COPY --from=build /wirebin/docs/*.md ./docs/
COPY --from=build /wirebin/package.json /wirebin/next.config.js /wirebin/README.md /wirebin/SECURITY.md /wirebin/LICENSE ./
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["node", "lib/server/ready.mjs"]
CMD ["node", "lib/server/start.mjs"]
