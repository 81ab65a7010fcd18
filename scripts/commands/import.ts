import { existsSync } from 'node:fs'
import path from 'node:path'
import { Argument, type Command, Option } from 'commander'
import { RejectsFile } from '@/lib/adapters/files/rejects-file'
import { headerOf } from '@/lib/modules/exchange/import-columns'
import { importFile } from '@/lib/modules/exchange/import-file'
import { type ImportKind, importKinds } from '@/lib/modules/exchange/states'
import { shopByCode } from '@/lib/modules/settings/resolve-shops'
import { actorOf, look } from '../lib/tenants'
import { answer } from './answer'
import { onDatabase } from './command'

type Options = {
  tenant?: string
  shop?: string
  warehouse?: string
  profile: string
  onError: 'skip' | 'abort'
  template?: string
}

const profiles = [...new Set(Object.values(importKinds).flat())]

/** Where the person stands; we stand in the project's root. */
const here = process.env.INIT_CWD ?? process.cwd()

export function importCommand(program: Command): void {
  program
    .command('import')
    .description('take a file in; prints { total, created, updated, unchanged, rejected, rejectsFile }')
    .addArgument(new Argument('<kind>', 'what the file holds').choices(Object.keys(importKinds)))
    .argument('[path]', 'file, or folder of a profile with several tables; plain or .gz')
    .option('--tenant <slug>', 'company')
    .option('--shop <code>', 'shop the orders belong to')
    .option('--warehouse <code>', 'warehouse of the stock, where the file does not name it')
    .addOption(new Option('--profile <profile>', 'layout of the file').choices(profiles).default('generic'))
    .addOption(
      new Option('--on-error <how>', 'skip bad rows, or abort without taking in anything')
        .choices(['skip', 'abort'])
        .default('skip'),
    )
    .addOption(new Option('--template <profile>', 'print an empty file of this layout instead').choices(['generic']))
    .action(async (kind: ImportKind, input: string | undefined, options: Options) => {
      if (options.template) answer(headerOf(kind))
      else await onDatabase(() => take(kind, input, options))
    })
}

async function take(
  kind: ImportKind,
  input: string | undefined,
  { tenant, shop: shopCode, warehouse, profile, onError }: Options,
): Promise<number> {
  if (!tenant || !input) throw new Error('an import needs --tenant and a PATH')
  if (kind === 'orders' && !shopCode) throw new Error('an import of orders needs --shop')
  if (!importKinds[kind].some((known) => known === profile)) throw new Error(`${kind} have no layout ${profile}`)
  const file = path.resolve(here, input)
  if (!existsSync(file)) throw new Error('there is no such file')
  const actor = await actorOf(tenant)
  const shop = shopCode ? await look(actor, (ctx) => shopByCode(ctx, shopCode)) : null
  if (shop === undefined) throw new Error(`there is no shop ${shopCode}`)
  const rejects = new RejectsFile(file, here)
  try {
    const { aborted, ...counts } = await importFile(actor, {
      kind,
      profile,
      shop,
      warehouseCode: warehouse ?? null,
      input: file,
      onError,
      reject: (r) => rejects.add(r),
    })
    answer({ ...counts, rejectsFile: rejects.place })
    return aborted ? 2 : 0
  } finally {
    rejects.close()
  }
}
