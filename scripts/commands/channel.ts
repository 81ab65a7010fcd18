import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { type Command, Option } from 'commander'
import { type PayloadKind, payloadKinds } from '@/lib/adapters/marketplaces/channel-order'
import { parsePayload } from '@/lib/adapters/marketplaces/parse'
import { isMarketplace, marketplaces, parsers } from '@/lib/adapters/marketplaces/parsers'
import { recordedPayload } from '@/lib/adapters/marketplaces/recorded'
import { type SignRequest, signFor } from '@/lib/adapters/marketplaces/signatures'
import { WrongPayload } from '@/lib/adapters/marketplaces/trouble'
import { type Json, parseExact } from '@/lib/kernel/exact-json'
import { messageOf } from '../lib/fail'
import { answer } from './answer'

type ParseOptions = { channel: string; kind: PayloadKind }

/** Protocol work without a database: what a channel's payload says to us, and how its requests are signed. */
export function channelCommands(program: Command): void {
  const channel = program.command('channel').description('protocols of the marketplaces; needs no database')
  channel
    .command('parse')
    .description('read recorded payloads; one line per file: { file, items, unmapped } or { file, error }')
    .requiredOption('--channel <code>', 'marketplace')
    .addOption(new Option('--kind <kind>', 'what the files hold').choices(payloadKinds).default('order'))
    .argument('<file...>', 'recorded payloads')
    .action(async (files: string[], { channel, kind }: ParseOptions) => {
      for (const file of files) {
        const line = await parsed(file, channel, kind)
        if ('error' in line) process.exitCode = 1
        answer(line)
      }
    })
  channel
    .command('sign')
    .description('print the signature of { method?, path?, params?, body?, headers?, secret, variant? }')
    .requiredOption('--channel <code>', 'marketplace')
    .argument('<file>', 'JSON')
    .action(async (file: string, options: { channel: string }) => {
      try {
        answer(signFor(options.channel, signRequest(parseExact(await textOf(file)))))
      } catch (error) {
        console.error(messageOf(error))
        process.exitCode = 1
      }
    })
}

async function parsed(file: string, channel: string, kind: PayloadKind): Promise<object> {
  try {
    if (!isMarketplace(channel)) throw new WrongPayload(`channels that can be read: ${marketplaces.join(', ')}`)
    const { items, broken, unmapped } = parsePayload(parsers[channel], kind, recordedPayload(await textOf(file)))
    const [first] = broken
    return first ? { file, error: `${first.code} at ${first.path}` } : { file, items, unmapped }
  } catch (error) {
    return { file, error: messageOf(error) }
  }
}

/** Where the person stands, not where we run. */
function textOf(file: string): Promise<string> {
  return readFile(path.resolve(process.env.INIT_CWD ?? '.', file), 'utf8')
}

function signRequest(file: Json): SignRequest {
  if (typeof file !== 'object' || file === null || Array.isArray(file)) throw new RangeError('FILE holds one object')
  const text = (field: string) => flat(file[field] ?? '')
  const params = file.params ?? {}
  if (typeof params !== 'object' || Array.isArray(params)) throw new RangeError('params is an object')
  if (text('secret') === '') throw new RangeError('secret is missing')
  return {
    method: text('method') || 'GET',
    url: text('url') || text('path'),
    params: Object.fromEntries(Object.entries(params).map(([key, value]) => [key, flat(value)])),
    body: text('body'),
    secret: text('secret'),
    variant: text('variant'),
    said: Object.fromEntries(Object.entries(file).map(([key, value]) => [key, flat(value)])),
  }
}

/** What travels is text: lists and objects as the JSON that is sent. */
function flat(value: Json): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)
}
