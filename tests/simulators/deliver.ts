import type { Marketplace } from '@/tests/simulators/marketplace'
import type { World } from '@/tests/simulators/world'

const pausesMs = [0, 500, 2000, 5000]

/** Tells those who asked that an order changed; again a few times when they do not answer with success. Nobody waits for it. */
export function deliver(world: World, market: Marketplace | undefined, no: string): void {
  for (const { url, secret } of world.hooks) void push(world, market, no, url, secret)
}

async function push(
  world: World,
  market: Marketplace | undefined,
  no: string,
  url: string,
  secret: string,
): Promise<void> {
  const delivery = market?.delivery?.(world, no, secret)
  if (!delivery) return
  for (const pause of pausesMs) {
    await new Promise((done) => setTimeout(done, pause).unref())
    const status = await fetch(url, {
      method: 'POST',
      ...delivery,
      redirect: 'manual',
      signal: AbortSignal.timeout(5000),
    })
      .then((answer) => answer.status)
      .catch(() => 0)
    world.deliveries.push({ url, status })
    if (status >= 200 && status < 300) return
  }
}
