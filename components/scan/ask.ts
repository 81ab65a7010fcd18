import type { Outcome } from '@/lib/platform/entrance/outcome'

/** Asks the house something for the screen; what is asked changes nothing, so nobody waits for it to be sent again. */
export async function ask<T>(name: string, input: Record<string, unknown>): Promise<Outcome<T>> {
  try {
    const response = await fetch('/scan/send', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'ask', name, input }),
      signal: AbortSignal.timeout(8000),
    })
    return (await response.json()) as Outcome<T>
  } catch {
    return { ok: false, refusal: { code: 'unavailable', params: {} } }
  }
}
