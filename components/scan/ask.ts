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

const againMs = 3000

/**
 * For what a page cannot begin without: as long as nobody answers it is asked again, and scans go on waiting. undefined: nobody wants
 * to know any more. `missed`: told once, when the first answer fails to come.
 */
export async function askUntil<T>(
  name: string,
  input: Record<string, unknown>,
  { wanted, missed }: { wanted(): boolean; missed(): void },
): Promise<Outcome<T> | undefined> {
  for (let tries = 0; wanted(); tries++) {
    const outcome = await ask<T>(name, input)
    if (!wanted()) return undefined
    if (outcome.ok || outcome.refusal.code !== 'unavailable') return outcome
    if (tries === 0) missed()
    await new Promise((resolve) => setTimeout(resolve, againMs))
  }
  return undefined
}
