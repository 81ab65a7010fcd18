import type { HttpAnswer } from '@/lib/adapters/http'
import type { Trouble } from '@/lib/adapters/marketplaces/trouble'

/** What statuses mean everywhere, for connectors to fall back on. */
export function troubleOfStatus({ status, headers }: HttpAnswer): Trouble | undefined {
  if (status < 300) return undefined
  const code = `http_${status}`
  if (status === 429) return { kind: 'retry_after', code, retryAfterMs: retryAfterMs(headers['retry-after']) }
  if (status === 401) return { kind: 'token', code }
  if (status === 402 || status === 403 || status === 423) return { kind: 'permission', code }
  return { kind: status >= 500 || status === 408 ? 'transient' : 'business', code }
}

export function retryAfterMs(header: string | undefined): number {
  const seconds = Number(header)
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds * 1000) : 1000
}
