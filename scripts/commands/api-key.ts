import type { Command } from 'commander'
import { createApiKey } from '@/lib/modules/settings/create-api-key'
import { shopByCode } from '@/lib/modules/settings/resolve-shops'
import { warehouseByCode } from '@/lib/modules/settings/resolve-warehouses'
import { run } from '@/lib/platform/door/run'
import { actorOf, look } from '../lib/tenants'
import { answer } from './answer'
import { listOf, onDatabase } from './command'

type Options = { tenant: string; role: string; name: string; shops?: string; warehouses?: string }

export function apiKeyCommands(program: Command): void {
  program
    .command('api-key')
    .description('keys of the open API')
    .command('create')
    .description('create a key and print it; it is told this once')
    .requiredOption('--tenant <slug>', 'company')
    .requiredOption('--role <code>', 'role, such as owner, customer_service, warehouse')
    .option('--name <name>', 'what the key is for', 'command line')
    .option('--shops <codes>', 'limit to shops: a,b')
    .option('--warehouses <codes>', 'limit to warehouses: a,b')
    .action((options: Options) =>
      onDatabase(async () => {
        const actor = await actorOf(options.tenant)
        const idsOf = async (
          codes: string | undefined,
          what: string,
          find: (code: string) => Promise<{ id: string } | undefined>,
        ) => {
          if (codes === undefined) return null
          const ids: string[] = []
          for (const code of listOf(codes)) {
            const found = await find(code)
            if (!found) throw new Error(`there is no ${what} ${code}`)
            ids.push(found.id)
          }
          // No code at all must not become "no limit".
          if (ids.length === 0) throw new Error(`--${what}s names no ${what}`)
          return ids
        }
        const shopIds = await idsOf(options.shops, 'shop', (code) => look(actor, (ctx) => shopByCode(ctx, code)))
        const warehouseIds = await idsOf(options.warehouses, 'warehouse', (code) =>
          look(actor, (ctx) => warehouseByCode(ctx, code)),
        )
        const { key } = await run(createApiKey, actor, {
          name: options.name,
          role: options.role,
          shopIds,
          warehouseIds,
        })
        answer(key)
        return 0
      }),
    )
}
