import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test, vi } from 'vitest'
import { Outbox, type ScanOutcome } from '@/components/scan/outbox'
import { createWave } from '@/lib/modules/warehouse/create-wave'
import { run } from '@/lib/platform/door/run'
import { clientOf, keyFor } from '@/tests/support/api'
import { brokenInvariants } from '@/tests/support/books'
import { createFloor, parcelsFor } from '@/tests/support/floor'
import { startInstance } from '@/tests/support/instance'
import { createShelves, move } from '@/tests/support/places'
import { createShopWithStock } from '@/tests/support/shop'
import { until } from '@/tests/support/until'

const units = 24
const instance = await startInstance()
const floor = await createFloor(await createShopWithStock({ TEA: units }))
const call = clientOf(instance.url, await keyFor(floor.owner))

afterAll(() => vi.unstubAllGlobals())

/** The station's own outbox on a device of this process; what it sends goes to the API, which may be dead. */
function stationOf(answered: (outcome: ScanOutcome) => void): { outbox: Outbox; unanswered(): number } {
  const kept = new Map<string, string>()
  let unanswered = 0
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  })
  vi.stubGlobal('window', { addEventListener: () => undefined, removeEventListener: () => undefined })
  const { fetch } = globalThis
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (url !== '/scan/send') return fetch(url, init)
    const { operation, input, scanId, scannedAt } = JSON.parse(String(init.body))
    try {
      const sent = { ...input, scanId, scannedAt, stationId: floor.stationId }
      const { status, body } = await call('POST', `/scans/${operation}`, sent)
      const outcome = status < 300 ? { ok: true, value: body } : { ok: false, refusal: { code: body.code, params: {} } }
      return new Response(JSON.stringify(outcome), { headers: { 'content-type': 'application/json' } })
    } catch (e) {
      unanswered += 1
      throw e
    }
  })
  const outbox = new Outbox(
    'ann',
    () => undefined,
    (_, outcome) => answered(outcome),
  )
  return { outbox, unanswered: () => unanswered }
}

test('a server and a database killed between and in the middle of picks: each scan has one effect, and none is lost', {
  timeout: 120_000,
}, async () => {
  await createShelves(floor)
  await move(floor.owner, ['TEA', 'DEFAULT', 'A-1', units])
  await parcelsFor(
    floor,
    Array.from({ length: units / 2 }, () => ['TEA', 2]),
  )
  const { id: waveId } = await run(createWave, floor.owner, { warehouseCode: 'HZ', kind: 'batch' })
  instance.start('api')
  const outcomes: ScanOutcome[] = []
  const { outbox, unanswered } = stationOf((outcome) => outcomes.push(outcome))
  const pick = () => outbox.add('pick', { waveId, binCode: 'A-1', code: 'TEA', quantity: 1 }, new Date().toISOString())
  for (const [round, part] of (['api', 'database', 'api'] as const).entries()) {
    for (let n = 0; n < units / 3; n++) pick()
    // In the middle of them, whatever is on its way at that moment.
    await until(
      async () => outcomes.length,
      (n) => n > (round * units) / 3,
      30_000,
    )
    await sleep(20 * round)
    await instance.kill(part)
    await until(
      async () => outcomes.length,
      (n) => n === ((round + 1) * units) / 3,
      30_000,
    )
  }
  expect(outcomes.map((one) => (one.ok ? one.value.verdict : one.refusal.code))).toEqual(Array(units).fill('ok'))
  expect(unanswered()).toBeGreaterThan(0)
  const [rows] = await instance.ask<Record<string, number>>(
    `select (select sum(picked)::int from pick_tasks where tenant_id = $1) as picked,
            (select count(*)::int from scans where tenant_id = $1 and operation = 'pick') as scans,
            (select sum(pieces)::int from work_pieces where tenant_id = $1 and operation = 'pick') as pieces`,
    [floor.tenantId],
  )
  expect(rows).toEqual({ picked: units, scans: units, pieces: units })
  expect(await brokenInvariants(floor)).toEqual([])
})
