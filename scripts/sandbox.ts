import { existsSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { closePools } from '@/lib/platform/db/pools'
import { demoMark } from '@/lib/platform/demo'
import { env } from '@/lib/platform/env'
import { log } from '@/lib/platform/log'
import { Dice } from '@/prisma/seed/random'
import { connectSandboxes, findDemoOwner, publishSandboxes, sandboxShops } from '@/prisma/seed/sandbox'
import { type Simulators, simulated, startSimulators } from '@/tests/simulators/server'
import { keepDays, listGoods, passMoment, readDays, takeUp } from './lib/marketplace-days'

/*
 * The marketplaces of the demo company: its sandbox shops sell something every few minutes, as long as this runs. Beside web and
 * workers; nobody waits for it.
 */
const tickMs = 5000
const momentMs = 120_000
/** A visitor of the first hour finds something under way. */
const atOnce = 9
const file = path.join(env().CARAVAN_DATA, 'sandbox.json')
const ending = new AbortController()
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => ending.abort())

const kept = readDays(file)
const simulators = await onPort(kept?.port)
const channels: readonly string[] = sandboxShops.map(({ channel }) => channel)
const worlds = new Map([...simulators.worlds].filter(([channel]) => channels.includes(channel)))
const dice = new Dice(Date.now())
if (kept) takeUp(worlds, kept)
else {
  listGoods(worlds)
  for (let i = 0; i < atOnce; i++) passMoment(worlds, dice)
}
/** Of which company the shops are connected, and show our stock. */
let connected = ''
let published = kept?.published ?? ''
const keep = () => keepDays(file, Number(new URL(simulators.url).port), published, worlds)
keep()

for (let next = Date.now() + momentMs; !ending.signal.aborted; await pause()) {
  try {
    await look()
  } catch (e) {
    log.warn({ err: e }, 'the sandbox shops cannot be looked after')
    await pause(60_000)
  }
  if (Date.now() < next) continue
  next = Date.now() + momentMs
  passMoment(worlds, dice)
  keep()
}
keep()
await Promise.all([simulators.close(), closePools()])

/** The company may be made anew at any time; then its shops are as well. */
async function look(): Promise<void> {
  if (!existsSync(path.join(env().CARAVAN_DATA, demoMark))) return
  const owner = await findDemoOwner()
  if (!owner || (connected === owner.tenantId && published === owner.tenantId)) return
  if (connected !== owner.tenantId)
    await connectSandboxes(owner, simulators.url, (channel) => simulated[channel]?.credentials ?? {})
  connected = owner.tenantId
  if (published !== owner.tenantId && (await publishSandboxes(owner))) published = owner.tenantId
}

/** Where the shops know it; elsewhere when somebody else has taken the place, and they are told. */
async function onPort(port = 0): Promise<Simulators> {
  return startSimulators({ port }).catch(() => startSimulators())
}

function pause(ms = tickMs): Promise<void> {
  return sleep(ms, undefined, { signal: ending.signal }).catch(() => undefined)
}
