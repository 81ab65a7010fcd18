import { afterEach, expect, test, vi } from 'vitest'
import { askUntil } from '@/components/scan/ask'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** A house that answers as it is told; null: nobody answers. */
function house(answers: (object | null)[]) {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (_url: string, { body }: RequestInit) => {
    asked.push(JSON.parse(String(body)).name)
    const answer = answers.shift() ?? null
    if (answer === null) throw new TypeError('nobody answers')
    return Response.json(answer)
  })
  return asked
}

test('what a page cannot begin without is asked for until there is an answer or nobody waits for it', async () => {
  vi.useFakeTimers()
  const missed = vi.fn()
  const asked = house([null, null, { ok: true, value: { stops: [] } }])
  const answer = askUntil('route', { waveId: 'w' }, { wanted: () => true, missed })
  await vi.advanceTimersByTimeAsync(10_000)
  expect(await answer).toEqual({ ok: true, value: { stops: [] } })
  expect([asked, missed.mock.calls.length]).toEqual([['route', 'route', 'route'], 1])

  const refusal = { ok: false, refusal: { code: 'not_found', params: {} } }
  expect([house([refusal]), await askUntil('route', {}, { wanted: () => true, missed })]).toEqual([['route'], refusal])

  let here = true
  const silent = house([])
  const given = askUntil('route', {}, { wanted: () => here, missed })
  await vi.advanceTimersByTimeAsync(4000)
  here = false
  await vi.advanceTimersByTimeAsync(10_000)
  expect(await given).toBeUndefined()
  expect(silent).toHaveLength(2)
})
