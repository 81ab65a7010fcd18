# One image for web, workers and commands: `npm run -s caravan -- serve web|workers`, `… database prepare`, and the rest of them.
FROM node:24-bookworm-slim AS build
WORKDIR /caravan
ENV NEXT_TELEMETRY_DISABLED=1 PRISMA_SCHEMA_ENGINE_BINARY=/bin/true
# By the installer that every command asks, so that it finds its own mark later and looks no further.
COPY package.json package-lock.json ./
COPY scripts/lib/dependencies.mjs scripts/lib/lock.mjs scripts/lib/
RUN node --input-type=module -e "await (await import('/caravan/scripts/lib/dependencies.mjs')).ensureDependencies()"
COPY . .
RUN node scripts/run.mjs scripts/build.ts && npm prune --omit=dev --no-audit --no-fund

FROM node:24-bookworm-slim
WORKDIR /caravan
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 CARAVAN_DATA=/data
COPY --from=build --chown=node:node /caravan ./
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
CMD ["node", "scripts/run.mjs", "scripts/caravan.ts", "serve", "web"]
