import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { Command } from '@/lib/platform/door/use-case'

/**
 * The same command, one at a time per tenant: the second waits for the first one's commit (and, past the lock timeout,
 * starts over like any other command that waited too long). The lock ends with the transaction, so a killed process leaves none.
 */
export function singleFlight<S extends z.ZodType, O>(useCase: Command<S, O>): Command<S, O> {
  return {
    ...useCase,
    async within(ctx, input) {
      const lock = createHash('sha256').update(`drain ${useCase.name} ${ctx.tenantId}`).digest().readBigInt64BE()
      await ctx.sql('select pg_advisory_xact_lock($2) from (select $1::uuid) as tenant', [lock])
      return useCase.within(ctx, input)
    },
  }
}
