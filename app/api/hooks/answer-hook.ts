import { isId, newId } from '@/lib/kernel/ids'
import { isRefusal, Refusal } from '@/lib/kernel/refusal'
import { receiveDelivery } from '@/lib/modules/channels/receive-delivery'
import { systemActor } from '@/lib/platform/auth/actors'
import { run } from '@/lib/platform/door/run'
import { problem, problemOf, problemResponse } from '@/lib/platform/entrance/problem'
import { log } from '@/lib/platform/log'

const mostBytes = 2_000_000

type Place = { channel: string; tenantId: string; shopId: string }

/** The entrance for pushes of marketplaces. Its address names company and shop, its signature is the right to speak for them. */
export async function answerHook(request: Request, place: Place): Promise<Response> {
  const requestId = newId()
  const { channel, shopId } = place
  try {
    const body = await textOf(request)
    const headers = Object.fromEntries(request.headers)
    const actor = isId(place.tenantId) && isId(shopId) ? await companyOf(place.tenantId) : undefined
    if (!actor) throw new Refusal('unauthenticated')
    await run(receiveDelivery, actor, { shopId: shopId.toLowerCase(), channel, headers, body }, { requestId })
    return new Response(null, { status: 200, headers: { 'X-Request-Id': requestId } })
  } catch (e) {
    if (isRefusal(e))
      return problemResponse(problemOf(e.code === 'not_found' ? new Refusal('unauthenticated') : e, requestId))
    log.error({ err: e, requestId }, 'a push was not kept')
    return problemResponse(problem('fault', requestId))
  }
}

/** Unknown companies are answered like wrong signatures. */
async function companyOf(tenantId: string) {
  try {
    return await systemActor(tenantId.toLowerCase())
  } catch {
    return undefined
  }
}

/** The bytes as they came: the signature is over them. Read only as far as a push may be long. */
async function textOf(request: Request): Promise<string> {
  const reader = request.body?.getReader()
  const parts: Uint8Array[] = []
  for (let size = 0; reader; ) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.length
    if (size > mostBytes) {
      await reader.cancel()
      throw new Refusal('too_large', { most: mostBytes })
    }
    parts.push(value)
  }
  return Buffer.concat(parts).toString('utf8')
}
