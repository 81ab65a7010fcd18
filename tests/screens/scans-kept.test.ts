import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Outbox, type State } from '@/components/scan/outbox'
import { stepBack, Turns, turnsLeft } from '@/components/scan/turns'

const at = '2026-11-22T08:00:00.000Z'

/** What a browser keeps for a page; `full`: it takes nothing more. */
const device = { kept: new Map<string, string>(), full: false }

beforeEach(() => {
  device.kept = new Map()
  device.full = false
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => device.kept.get(key) ?? null,
    setItem(key: string, value: string) {
      if (device.full) throw new DOMException('full', 'QuotaExceededError')
      device.kept.set(key, value)
    },
  })
  vi.stubGlobal('window', { addEventListener: () => undefined, removeEventListener: () => undefined })
})

afterEach(() => vi.unstubAllGlobals())

/** The page is opened anew: only what lies on the device is left. */
const reopened = (job = 'pick', person = 'ann') => new Turns(person, job)

function rest(turns: Turns): string[] {
  const texts: string[] = []
  for (let text = turns.begin(); text !== undefined; text = turns.begin()) {
    texts.push(text)
    turns.end()
  }
  return texts
}

test('scans that wait for the one before are on the device: a page opened anew goes on with them, at the place where it was left', () => {
  const turns = reopened()
  turns.put('bin', 'A-1')
  for (const text of ['TEA', 'CUP', '*2', 'TEA', stepBack]) turns.add(text)
  expect(turns.begin()).toBe('TEA')
  const { scanId } = turns
  turns.sent()
  // Its answer never came, and somebody loads the page again.
  expect(turnsLeft('ann', 'pick')).toBe(4)
  expect(turnsLeft('ben', 'pick') + turnsLeft('ann', 'check')).toBe(0)
  expect(reopened().place('bin')).toBe('A-1')
  expect(rest(reopened())).toEqual(['CUP', '*2', 'TEA', stepBack])
  // A turn that is worked on twice is one scan.
  const [once, again] = [reopened(), reopened()]
  once.begin()
  again.begin()
  expect(once.scanId).toBe(again.scanId)
  expect(once.scanId).not.toBe(scanId)
})

test('what belongs to a scan that is not whole yet stays until it is sent, or until nothing is in hand', () => {
  const turns = reopened('move')
  for (const text of ['TEA', 'LOT-7', 'A-2']) turns.add(text)
  turns.begin()
  turns.end()
  turns.begin()
  turns.end()
  expect([turns.waiting, turnsLeft('ann', 'move')]).toEqual([1, 3])
  turns.begin()
  turns.sent()
  turns.end()
  expect([turns.waiting, turnsLeft('ann', 'move'), turns.begin()]).toEqual([0, 0, undefined])
  turns.add('CUP')
  turns.begin()
  turns.end()
  turns.whole()
  expect(turnsLeft('ann', 'move')).toBe(0)
  // With nothing waiting a job begins at its beginning.
  turns.put('from', 'A-1')
  expect(reopened('move').place('from')).toBeUndefined()
})

test('a device that keeps nothing says so and nothing is sent; what is on it already is worked on all the same', () => {
  const turns = reopened()
  turns.add('TEA')
  device.full = true
  expect(() => turns.add('CUP')).toThrow('full')
  expect(turns.waiting).toBe(1)
  const post = vi.fn()
  vi.stubGlobal('fetch', post)
  const outbox = new Outbox('ann', () => undefined, vi.fn())
  expect(() => outbox.add('pick', { code: 'TEA' }, at)).toThrow('full')
  expect(post).not.toHaveBeenCalled()
  turns.begin()
  turns.sent()
  turns.end()
  expect(turns.begin()).toBeUndefined()
})

test('a scan leaves the device after its answer alone, and goes under the id it was given', async () => {
  const said = (body: object) => new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } })
  const refused = (code: string) => said({ ok: false, refusal: { code, params: {} } })
  const answers = [refused('unauthenticated'), said({ ok: true, value: { verdict: 'ok' } })]
  const sent: string[] = []
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    sent.push(JSON.parse(body).scanId)
    return answers.shift()
  })
  const states: State[] = []
  const outbox = new Outbox('ann', (state) => states.push(state), vi.fn())
  outbox.add('pick', { code: 'TEA' }, at, 'scan-0001')
  await vi.waitFor(() => expect(states.at(-1)).toEqual({ waiting: 1, offline: false, signedOut: true }))
  expect(device.kept.get('caravan.scans')).toContain('scan-0001')
  const answered = vi.fn()
  new Outbox('ann', () => undefined, answered).start()
  await vi.waitFor(() => expect(answered).toHaveBeenCalledOnce())
  expect([sent, device.kept.get('caravan.scans')]).toEqual([['scan-0001', 'scan-0001'], '[]'])
})
