import { afterEach, expect, test, vi } from 'vitest'
import {
  type CountAnswer,
  type Counted,
  CountQueue,
  type QueueState,
} from '@/app/(erp)/stock/stocktakes/[stocktakeId]/count/count-queue'
import type { Told } from '@/lib/platform/entrance/outcome'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** A device, a person, and a house that answers as it is told; `null`: nobody answers. */
function start(answers: (Told['code'] | 'ok' | null)[], person = 'ann', kept = new Map<string, string>()) {
  const house = { sent: [] as { count: Counted; sentAt: string }[], full: false }
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem(key: string, value: string) {
      if (house.full) throw new DOMException('full', 'QuotaExceededError')
      kept.set(key, value)
    },
  })
  vi.stubGlobal('window', { addEventListener: () => undefined, removeEventListener: () => undefined })
  vi.stubGlobal('crypto', { getRandomValues: (bytes: Uint8Array) => bytes.fill(house.sent.length + 7) })
  const states: QueueState[] = []
  const queue = new CountQueue(person, 'st-1', {
    async send(count, sentAt): Promise<CountAnswer | undefined> {
      house.sent.push({ count, sentAt })
      const answer = answers.shift() ?? null
      if (answer === null) throw new TypeError('nobody answers')
      return answer === 'ok'
        ? { ok: true, value: { lines: [] } }
        : { ok: false, refusal: { code: answer, params: {}, errors: [] } }
    },
    show: (state) => states.push(state),
    saved: () => undefined,
  })
  const stop = queue.start()
  return { queue, house, kept, stop, now: () => states.at(-1) }
}

test('S3.17 a count leaves the device only after an answer that says so; silence, a busy house and an ended session keep it', async () => {
  vi.useFakeTimers({ now: new Date('2026-11-22T08:00:00Z') })
  const { queue, house, now, stop, kept } = start([null, 'unavailable', 'rate_limited', 'unknown', 'in_flight', 'ok'])
  queue.push({ lineId: 'l-1', counted: 5 })
  for (let turn = 1; turn < 6; turn++) {
    await vi.advanceTimersByTimeAsync(4000)
    expect([house.sent.length, now()?.waiting]).toEqual([turn + 1, turn === 5 ? 0 : 1])
  }
  // The same count each time, typed when it was typed; how long ago that is grows.
  expect(new Set(house.sent.map(({ count }) => `${count.id} ${count.countedAt}`)).size).toBe(1)
  expect(house.sent[0]?.count.id).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/)
  expect([house.sent[0]?.count.countedAt, house.sent[5]?.sentAt]).toEqual([
    '2026-11-22T08:00:00.000Z',
    '2026-11-22T08:00:20.000Z',
  ])
  stop()
  // Signed out: kept for this person, and nothing for who comes next.
  const out = start(['unauthenticated'], 'ann', kept)
  out.queue.push({ lineId: 'l-2', counted: 3 })
  await vi.advanceTimersByTimeAsync(0)
  expect(out.now()).toMatchObject({ waiting: 1, signedOut: true })
  out.stop()
  const other = start(['ok'], 'ben', kept)
  await vi.advanceTimersByTimeAsync(9000)
  expect([other.house.sent.length, other.now()?.waiting]).toEqual([0, 0])
  other.stop()
  const back = start(['ok'], 'ann', kept)
  await vi.advanceTimersByTimeAsync(0)
  expect([back.house.sent[0]?.count.counted, back.now()]).toEqual([3, { waiting: 0, signedOut: false, refused: [] }])
  back.stop()
})

test('S3.17 a count that is refused stays to be seen and stops none behind it; a full device takes nothing and says so', async () => {
  vi.useFakeTimers()
  const { queue, house, now, stop } = start(['invalid', 'ok', 'ok'])
  queue.push({ lineId: 'l-1', counted: 5 })
  queue.push({ skuCode: 'CUP', binCode: 'A-1', counted: 2 })
  await vi.advanceTimersByTimeAsync(0)
  expect(now()).toMatchObject({ waiting: 0, refused: [{ lineId: 'l-1', refusal: { code: 'invalid' } }] })
  const id = now()?.refused[0]?.id ?? ''
  queue.retry(id)
  await vi.advanceTimersByTimeAsync(0)
  expect([house.sent.map(({ count }) => count.counted), now()?.refused]).toEqual([[5, 2, 5], []])
  house.full = true
  expect(() => queue.push({ lineId: 'l-3', counted: 1 })).toThrow('full')
  expect(now()?.waiting).toBe(0)
  stop()
})
