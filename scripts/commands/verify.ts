import type { Command } from 'commander'
import { verifyInvariants } from '@/lib/modules/dispatch/verify-invariants'
import { systemActor } from '@/lib/platform/auth/actors'
import { run } from '@/lib/platform/door/run'
import { allTenants, findTenant } from '../lib/tenants'
import { answer } from './answer'
import { onDatabase } from './command'

export function verifyCommand(program: Command): void {
  program
    .command('verify')
    .description('check what must always be so; one line per invariant, exit 1 when one is broken')
    .option('--tenant <slug>', 'company; all of them, each line led by its slug, when left out')
    .action(({ tenant }: { tenant?: string }) =>
      onDatabase(async () => {
        const named = tenant === undefined ? undefined : await findTenant(tenant)
        if (tenant !== undefined && !named) throw new Error(`there is no tenant ${tenant}`)
        let broken = false
        for (const { id, slug } of named ? [named] : await allTenants()) {
          const { items } = await run(verifyInvariants, await systemActor(id), {})
          for (const { ok, invariant, figure, firstRow } of items) {
            if (!ok) broken = true
            const line = [ok ? 'ok' : 'FAIL', invariant, String(figure), ...(firstRow ? [firstRow] : [])].join(' ')
            answer(named ? line : `${slug} ${line}`)
          }
        }
        return broken ? 1 : 0
      }),
    )
}
