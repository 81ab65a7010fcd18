import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { encode } from 'next-auth/jwt'
import { authSecret } from '@/lib/platform/auth/auth-secret'
import { authCookies, sessionHours } from '@/lib/platform/auth/cookie-names'
import { membershipsOf, openSession } from '@/lib/platform/auth/sessions'
import { inAuth } from '@/lib/platform/db/transaction'
import { env } from '@/lib/platform/env'
import { seedDemo } from '@/prisma/seed/demo'
import { ensureBuild, next, webCommand } from '@/scripts/lib/build'
import { runChild } from '@/scripts/lib/children'
import { treeOf } from '@/tests/bench/markup'
import { alternate, type Figure, figure } from '@/tests/bench/report'
import { until } from '@/tests/support/until'

const rounds = 41
const orders = 2000
const bareApp = path.resolve('tests/bench/bare-app')

/**
 * Server time of the pages people open most, signed in, from `next start` on the demo company's data; against a bare page: a
 * second Next app with the product's proxy and document (policy, language, theme; docs/decisions/0021) that draws the same
 * elements with the same texts from a file, with no frame, data, session, permission or scripts of its own.
 */
export async function pagesBench(): Promise<Figure[]> {
  const { CARAVAN_DATA: data } = env()
  await ensureBuild()
  // Webpack: Turbopack would take the repository for the project's root, and find the product's proxy there.
  const values = { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }
  if ((await runChild([next, 'build', '--webpack', bareApp], values, '.cache/bare-app.json')) !== 0)
    throw new Error('the bare app does not build')
  const { email } = await seedDemo('pages of the bench', { orders })
  const cookie = await cookieOf(email)
  const trees = path.join(data, 'bare')
  mkdirSync(trees, { recursive: true })
  const servers: ChildProcess[] = []
  try {
    const ours = await serve(servers)
    const bare = await serve(servers, bareApp, { BARE_TREES: trees })
    const list = await get(`${ours}/orders`, cookie)
    const one = list.match(/\/orders\/[0-9a-f]{8}-[0-9a-f-]{27}/)?.[0] ?? ''
    const figures: Figure[] = []
    for (const [route, address] of [
      ['/dashboard', '/dashboard'],
      ['/orders', '/orders'],
      ['/orders/[id]', one],
      ['/products', '/products'],
      ['/stock', '/stock'],
      ['/reports/sales', '/reports/sales'],
    ] as const) {
      const name = route.replaceAll(/\W+/g, '-')
      const html = await get(ours + address, cookie)
      writeFileSync(path.join(trees, `${name}.json`), JSON.stringify(treeOf(html)))
      const us = () => get(ours + address, cookie)
      const floor = () => get(`${bare}/${name}`)
      const size = (await floor()).length
      for (let i = 0; i < 15; i++) {
        await us()
        await floor()
      }
      const times = await alternate(rounds, us, floor)
      figures.push(
        figure(
          `pages.${route}`,
          times.ours,
          times.floor,
          'lower',
          'ms',
          `one request after another, ${rounds} alternating rounds, ${orders} orders; ${kilo(html.length)} kB against ${kilo(size)} kB of HTML`,
        ),
      )
    }
    return figures
  } finally {
    for (const server of servers) {
      if (server.exitCode !== null) continue
      server.kill('SIGTERM')
      await once(server, 'exit')
    }
  }
}

const kilo = (bytes: number) => Math.round(bytes / 1000)

/** What a browser would hold after signing in. */
async function cookieOf(email: string): Promise<string> {
  const { rows } = await inAuth((client) =>
    client.query<{ id: string }>('select id from users where email = $1', [email]),
  )
  const userId = rows[0]?.id ?? ''
  const [membership] = await membershipsOf(userId)
  if (!membership) throw new Error('the demo owner belongs to no company')
  const session = await openSession(userId, membership, { pending: false })
  const token = await encode({ token: { sid: session.id }, secret: authSecret(), maxAge: sessionHours.absolute * 3600 })
  return `${authCookies().session}=${token}; caravan-locale=zh-CN`
}

let port = 19_000 + (process.pid % 800)

/** Where the program answers, once it does. */
async function serve(servers: ChildProcess[], app = '', values: Record<string, string> = {}): Promise<string> {
  const host = '127.0.0.1'
  const url = `http://${host}:${++port}`
  const server = spawn(process.execPath, webCommand('start', port, { host, app }), {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...values, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  })
  servers.push(server)
  const answers = () =>
    fetch(url, { redirect: 'manual' }).then(
      () => true,
      () => false,
    )
  if (!(await until(answers, Boolean, 30_000))) throw new Error(`the server ${app} does not answer`)
  return url
}

async function get(url: string, cookie = ''): Promise<string> {
  const answer = await fetch(url, { headers: cookie ? { cookie } : {}, redirect: 'manual' })
  const html = await answer.text()
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`)
  return html
}
