import { existsSync } from 'node:fs'
import path from 'node:path'
import { Argument, type Command, Option } from 'commander'
import { RejectsFile } from '@/lib/adapters/files/rejects-file'
import { importOrders, type OrderProfile, orderHeaders, orderProfiles } from '@/lib/modules/orders/import-orders'
import { shopByCode } from '@/lib/modules/settings/resolve-shops'
import { actorOf, look } from '../lib/tenants'
import { answer, onDatabase } from './command'

type Options = {
  tenant?: string
  shop?: string
  profile: OrderProfile
  onError: 'skip' | 'abort'
  template?: keyof typeof orderHeaders
}

/** Where the person stands; we stand in the project's root. */
const here = process.env.INIT_CWD ?? process.cwd()

export function importCommand(program: Command): void {
  program
    .command('import')
    .description('take a file in; prints { total, created, updated, unchanged, rejected, rejectsFile }')
    .addArgument(new Argument('<kind>', 'what the file holds').choices(['orders']))
    .argument('[path]', 'file, or folder of a profile with several tables; plain or .gz')
    .option('--tenant <slug>', 'company')
    .option('--shop <code>', 'shop the orders belong to')
    .addOption(
      new Option('--profile <profile>', 'layout of the file').choices(Object.keys(orderProfiles)).default('generic'),
    )
    .addOption(
      new Option('--on-error <how>', 'skip bad rows, or abort without taking in anything')
        .choices(['skip', 'abort'])
        .default('skip'),
    )
    .addOption(
      new Option('--template <profile>', 'print an empty file of this layout instead').choices(
        Object.keys(orderHeaders),
      ),
    )
    .action(async (_kind: string, input: string | undefined, options: Options) => {
      if (options.template) answer(orderHeaders[options.template])
      else await onDatabase(() => take(input, options))
    })
}

async function take(input: string | undefined, { tenant, shop: shopCode, profile, onError }: Options): Promise<number> {
  if (!tenant || !shopCode || !input) throw new Error('an import needs --tenant, --shop and a PATH')
  const file = path.resolve(here, input)
  if (!existsSync(file)) throw new Error('there is no such file')
  const actor = await actorOf(tenant)
  const shop = await look(actor, (ctx) => shopByCode(ctx, shopCode))
  if (!shop) throw new Error(`there is no shop ${shopCode}`)
  const rejects = new RejectsFile(file, here)
  try {
    const { aborted, ...counts } = await importOrders(actor, {
      shop,
      profile,
      path: file,
      onError,
      reject: (r) => rejects.add(r),
    })
    answer({ ...counts, rejectsFile: rejects.place })
    return aborted ? 2 : 0
  } finally {
    rejects.close()
  }
}
