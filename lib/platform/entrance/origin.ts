import { refuse } from '@/lib/kernel/refusal'
import { env } from '@/lib/platform/env'

/**
 * A change asked for by a browser must come from a page of ours. Browsers send Origin with every POST and no page can
 * forge it; a missing one, `null` (sandboxed frames, some redirects) and every other site's are refused.
 */
export function ownOrigin(headers: { get(name: string): string | null }): void {
  const origin = headers.get('origin')
  if (origin && URL.canParse(origin)) {
    const { origin: sent, host } = new URL(origin)
    if (sent === new URL(env().PUBLIC_URL).origin || host === headers.get('host')) return
  }
  refuse('malformed', { reason: 'origin' })
}
