import { actorOfKey } from '@/lib/platform/auth/api-key'
import { clientAddress } from '@/lib/platform/auth/client-address'
import { currentActor } from '@/lib/platform/auth/session'
import type { Actor } from '@/lib/platform/door/actor'

/**
 * A program comes with its key. A browser reads with its session cookie, but only from our own pages: `Sec-Fetch-Site`
 * is written by the browser and no page can forge it. Nothing is changed by cookie here but by a file that is sent along, which
 * an action would hold in memory as a whole; pages change everything else through actions.
 */
export async function authenticate(request: Request): Promise<Actor | undefined> {
  const authorization = request.headers.get('authorization')
  if (authorization !== null) {
    const key = /^Bearer +([\x21-\x7e]{1,500}) *$/i.exec(authorization)?.[1]
    return key === undefined ? undefined : actorOfKey(key, clientAddress(request.headers))
  }
  const reads = request.method === 'GET' || request.method === 'HEAD'
  const sends = request.method === 'POST' && /^multipart\/form-data;/i.test(request.headers.get('content-type') ?? '')
  return (reads || sends) && request.headers.get('sec-fetch-site') === 'same-origin' ? currentActor() : undefined
}
