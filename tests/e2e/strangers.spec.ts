import { randomBytes } from 'node:crypto'
import { type APIRequestContext, expect, type Page, test } from '@playwright/test'
import { openPage } from '@/tests/e2e/support/keyboard'
import { from } from '@/tests/e2e/support/peer'
import { apiOf, otherBrowser, password, register, signInDemo } from '@/tests/e2e/support/people'

test.describe.configure({ mode: 'parallel' })

const wrong = 'two camels, one hump'
/** Who tries to be somebody else by what they write: each time another machine, and once this very one. */
const forged = (n: number) => {
  const address = n === 0 ? '127.0.0.1' : `198.51.100.${n}`
  return { 'x-forwarded-for': `${address}, ${address}`, 'x-real-ip': address, 'x-caravan-peer': address }
}
const machine = (n: number) => `127.${1 + (process.pid % 250)}.7.${n}`

/** Through the same entrance as anybody's: what it says, or `in`. */
function entrance(baseURL: string | undefined, address: string, known = '') {
  const ask = from(address, baseURL)
  return async (email: string, word: string, headers: Record<string, string> = {}) => {
    const { body, cookies } = await ask('/api/auth/csrf')
    const { csrfToken } = JSON.parse(body) as { csrfToken: string }
    const answer = await ask('/api/auth/callback/credentials', {
      headers: { ...headers, cookie: [known, cookies].filter(Boolean).join('; ') },
      form: { csrfToken, email, password: word, json: 'true' },
    })
    if (answer.cookies.includes('caravan-session=')) return 'in'
    return new URL((JSON.parse(answer.body) as { url: string }).url).searchParams.get('error')
  }
}

test('T-36 wrong passwords from many machines lock strangers out and not the owner', async ({ page, baseURL }) => {
  const { email } = await register(page)
  let [n, judged] = [0, 0]
  const guess = async () => {
    n += 1
    const said = await entrance(baseURL, machine(n))(email, wrong, forged(n))
    expect(['unauthenticated', 'rate_limited']).toContain(said)
    if (said === 'unauthenticated') judged += 1
    return judged
  }
  // From the third on the waits double: with the sixth nobody strange is heard for eight seconds.
  await expect.poll(guess, { timeout: 45_000, intervals: [250] }).toBe(6)
  // Not even by the right password, and not as the owner's own machine either: that would tell that it is right.
  const tries = [0, 1].map((n) => entrance(baseURL, machine(251 + n))(email, password, forged(n)))
  expect(await Promise.all(tries)).toEqual(['rate_limited', 'rate_limited'])
  const device = (await page.context().cookies()).find(({ name }) => name.endsWith('caravan-device'))
  const own = `${device?.name}=${device?.value}`
  expect(await entrance(baseURL, machine(254), own)(email, password)).toBe('in')
})

test('T-36 one machine has twenty tries a minute, whatever addresses it writes', async ({ baseURL }) => {
  const enter = entrance(baseURL, machine(255))
  const tag = randomBytes(4).toString('hex')
  const said = await Promise.all(
    Array.from({ length: 30 }, (_, n) => enter(`nobody-${tag}-${n}@example.test`, wrong, forged(n))),
  )
  const count = (what: string) => said.filter((one) => one === what).length
  expect([count('unauthenticated'), count('rate_limited')]).toEqual([20, 10])
  // The next machine pays nothing for it.
  expect(await entrance(baseURL, machine(253))(`nobody-${tag}@example.test`, wrong)).toBe('unauthenticated')
})

/** Lists whose rows lead to a page of their own. */
const lists = [
  ...['/orders', '/orders/returns', '/customers', '/products', '/stock', '/stock/movements', '/stock/batches'],
  ...['/stock/serials', '/stock/transfers', '/stock/assemblies', '/stock/pools', '/stock/stocktakes', '/stock/move'],
  ...['/floor/waves', '/floor/hand-overs', '/imports'],
  ...['/settings/shops', '/settings/warehouses', '/settings/members', '/settings/roles', '/settings/webhooks'],
]

test('T-02 pages of another company, in the form the browser asks for within the app, are those of an unknown id', async ({
  page,
  browser,
}) => {
  test.slow()
  const stranger = await otherBrowser(browser)
  await Promise.all([signInDemo(page), register(stranger)])
  const theirs = new Map<string, string>()
  await eachOf(lists, async (list) => {
    const text = await (await page.request.get(`${list}?limit=5`)).text()
    for (const [, path = '', id = ''] of text.matchAll(/(\/[a-z][a-z/-]*\/)([0-9a-f]{8}-[0-9a-f-]{27})(?=[\\"])/g))
      if (!path.startsWith('/api/') && !theirs.has(path)) theirs.set(path, id)
  })
  expect(theirs.size, [...theirs.keys()].join(' ')).toBeGreaterThan(15)
  await eachOf([...theirs], async ([path, id]) => {
    const unknown = likewise(id)
    const forms: Record<string, string>[] = [{ rsc: '1' }, {}]
    for (const headers of forms) {
      const ask = (who: Page, which: string) => read(who.request, path, which, headers)
      const [foreign, none] = [await ask(stranger, id), await ask(stranger, unknown)]
      const what = `${path} ${JSON.stringify(headers)}`
      expect([foreign.status, more(foreign, none)], what).toEqual([none.status, []])
      // Else nothing has been compared.
      expect(more(await ask(page, id), await ask(page, unknown)).length, what).toBeGreaterThan(0)
    }
  })
})

test('T-02 an action sent again with the id of another company is refused as with an unknown one', async ({
  page,
  browser,
  baseURL,
}) => {
  test.slow()
  const owner = await otherBrowser(browser)
  await Promise.all([register(page), register(owner)])
  const [mine, theirs] = [await orderOf(page), await orderOf(owner)]
  await openPage(page, `/orders/${mine}`)
  const sent = page.waitForRequest((one) => one.method() === 'POST' && 'next-action' in one.headers())
  await page.getByLabel('写备注').fill('给同事看')
  await page.getByRole('button', { name: '添加备注' }).click()
  const action = await sent
  const { 'next-action': name = '', 'content-type': type = '' } = action.headers()
  const again = async (id: string, at: string) => {
    const answer = await page.request.post(`/orders/${at}`, {
      headers: { 'next-action': name, 'content-type': type, origin: baseURL ?? '' },
      data: (action.postData() ?? '').replaceAll(mine, id),
    })
    return /\{"ok":.*/.exec((await answer.text()).replaceAll(id, ''))?.[0]
  }
  const unknown = likewise(theirs)
  expect(await again(mine, mine)).toContain('"ok":true')
  for (const at of [mine, theirs]) {
    const refused = await again(theirs, at)
    expect(refused).toContain('not_found')
    expect(refused).toBe(await again(unknown, at === mine ? mine : unknown))
  }
  await openPage(owner, `/orders/${theirs}`)
  await expect(owner.getByText('给同事看')).toHaveCount(0)
})

/** An id that nobody has, made in the same moment as this one. */
const likewise = (id: string) => id.slice(0, -12) + randomBytes(6).toString('hex')

type Said = { status: number; words: Set<string> }

/** Every word of an answer, but for the numbers its parts have in it: they come in the sequence in which they were ready. */
async function read(
  request: APIRequestContext,
  path: string,
  id: string,
  headers: Record<string, string>,
): Promise<Said> {
  // Asked in this form, the server first names the address it caches it under.
  const answer = await request.get(path + id, { headers, maxRedirects: 1 })
  const text = (await answer.text())
    .replaceAll(id, ' ')
    .replace(/<script[\s\S]*?<\/script>/g, ' ')
    .replace(/"\$[^"]*"/g, ' ')
    .replace(/^[0-9a-f]+:([A-Z][0-9a-f]*,)?/gm, ' ')
  const words = text.match(/[\p{L}\p{N}_@./:-]+/gu) ?? []
  return {
    status: answer.status(),
    words: new Set(
      words.filter((word) => !/^([\w-]{22,23}|[\w-]{48}|[BPS]:[0-9a-f]+|[0-9a-f]{1,3}:[A-Z]?[0-9a-f]*)$/.test(word)),
    ),
  }
}

const more = (one: Said, other: Said) => [...one.words].filter((word) => !other.words.has(word))

/** Four at a time: the server has other guests. */
async function eachOf<T>(all: readonly T[], each: (one: T) => Promise<void>) {
  const left = [...all]
  const lane = async () => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await each(one)
  }
  await Promise.all([lane(), lane(), lane(), lane()])
}

/** The id of an order of a company with a shop to sell by. */
async function orderOf(page: Page): Promise<string> {
  const api = await apiOf(page, page.request)
  await api('/shops', { code: 'tmall', name: 'Tmall', channel: 'taobao', currency: 'CNY', timeZone: 'Asia/Shanghai' })
  await api('/products', { name: '龙井', skus: [{ code: 'TEA', listPrice: '20.00', currency: 'CNY' }] })
  const at = '2026-11-20T08:00:00Z'
  const address = {
    name: '张三',
    phone: '13812345678',
    country: 'CN',
    province: '浙江省',
    city: '杭州市',
    line1: '文三路 1 号',
  }
  const line = { channelLineNo: '1', sellerSku: 'TEA', title: '龙井', quantity: 1, unitPrice: '20.00' }
  const order = {
    ...{ channelOrderNo: 'S-1', status: 'paid', createdAt: at, paidAt: at, modifiedAt: at, currency: 'CNY', address },
    ...{ lines: [line], total: '20.00', paid: '20.00' },
  }
  const { results } = await api('/orders/ingest', { shopCode: 'tmall', orders: [order] })
  const [{ orderId } = { orderId: '' }] = results as { orderId: string }[]
  return orderId
}
