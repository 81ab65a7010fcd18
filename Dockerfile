# Two images: `caravan`, the default, is web, workers and commands (`npm run -s caravan -- serve web|workers`, `… database prepare`,
# and the rest of them); `pooler` is PgBouncer.
FROM node:24.11.1-bookworm-slim AS build
WORKDIR /caravan
ENV NEXT_TELEMETRY_DISABLED=1 PRISMA_SCHEMA_ENGINE_BINARY=/bin/true
# By the installer that every command asks, so that it finds its own mark later and looks no further.
COPY package.json package-lock.json ./
COPY scripts/lib/dependencies.mjs scripts/lib/lock.mjs scripts/lib/
RUN node --input-type=module -e "await (await import('/caravan/scripts/lib/dependencies.mjs')).ensureDependencies()"
COPY . .
RUN node scripts/run.mjs scripts/build.ts && npm prune --omit=dev --no-audit --no-fund

# Debian 13 has a PgBouncer (1.24) that knows about prepared statements.
FROM debian:13.2-slim AS pooler
RUN apt-get update && apt-get install --yes --no-install-recommends pgbouncer && rm -rf /var/lib/apt/lists/*
# As `node` of the other image, who writes its settings (`caravan database pooler`).
USER 1000:1000
EXPOSE 6432
CMD ["pgbouncer", "/pooler/pgbouncer.ini"]

FROM node:24.11.1-bookworm-slim AS caravan
WORKDIR /caravan
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 CARAVAN_DATA=/data
COPY --from=build --chown=node:node /caravan ./
RUN mkdir /data /pooler && chown node:node /data /pooler
USER node
VOLUME /data
EXPOSE 3000
CMD ["node", "scripts/run.mjs", "scripts/caravan.ts", "serve", "web"]
