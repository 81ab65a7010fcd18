import { keepCheck } from '@/lib/modules/dispatch/keep-check'
import { verifyInvariants } from '@/lib/modules/dispatch/verify-invariants'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'

/** Reads everything in one snapshot and writes down what it found. Started again after a crash, it looks again. */
export async function workCheck(system: Actor, { checkId }: { checkId: string }): Promise<void> {
  const began = performance.now()
  const { items } = await run(verifyInvariants, system, {})
  await run(keepCheck, system, { checkId, tookMs: Math.round(performance.now() - began), items })
}
