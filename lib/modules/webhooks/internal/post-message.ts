import { NoAnswer, send } from '@/lib/adapters/http'
import { webhookHeaders } from '@/lib/adapters/standard-webhook'
import type { Sent, Target } from '@/lib/modules/webhooks/internal/send-steps'
import { callsInwards } from '@/lib/platform/inward'

const limits = { timeoutMs: 10_000, maxBytes: 64_000 }

/** One attempt. Taken is what is answered with 2xx in time; a redirect is no answer, for it would carry what is signed to a stranger. */
export async function postMessage(
  { url, secrets }: Target,
  { id, body }: { id: string; body: string },
): Promise<Pick<Sent, 'status' | 'trouble' | 'tookMs'>> {
  const from = performance.now()
  const took = () => Math.round(performance.now() - from)
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    ...webhookHeaders(secrets, id, new Date(), body),
  }
  try {
    const { status } = await send({ method: 'POST', url, headers, body }, { ...limits, allowPrivate: callsInwards() })
    const taken = status >= 200 && status < 300
    return { status, trouble: taken ? null : `http_${status}`, tookMs: took() }
  } catch (e) {
    if (!(e instanceof NoAnswer)) throw e
    return { status: null, trouble: e.code, tookMs: took() }
  }
}
