import sharp from 'sharp'
import { inTenant } from '@/lib/platform/db/transaction'
import type { Actor } from '@/lib/platform/door/actor'
import { Context } from '@/lib/platform/door/context'
import { putFile } from '@/lib/platform/files/store'

/** A small picture in the store as an upload leaves it there, for use cases that are handed one. */
export async function keepPicture(
  actor: Actor,
  id: string,
  purpose: 'images' | 'photos' = 'images',
  background = '#0a0',
) {
  const bytes = await sharp({ create: { width: 4, height: 4, channels: 3, background } })
    .png()
    .toBuffer()
  const place = { tenantId: actor.tenantId, purpose, id }
  const crypt = await inTenant(actor.tenantId, 'read', (client) => new Context(client, actor, new Date()).crypt())
  async function* one() {
    yield bytes
  }
  await putFile(place, one(), crypt, 1_000_000)
}
