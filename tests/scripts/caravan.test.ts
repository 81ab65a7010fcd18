import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createShop } from '@/lib/modules/settings/create-shop'
import { systemActor } from '@/lib/platform/auth/actors'
import { actorOfKey } from '@/lib/platform/auth/api-key'
import { run } from '@/lib/platform/door/run'
import { withClient } from '@/scripts/lib/roles'
import { setupWorkerDatabase } from '@/tests/support/database'

const db = await setupWorkerDatabase()
const folder = mkdtempSync(path.join(tmpdir(), 'caravan-cli-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Said = { code: number; out: string; err: string }

/** As a person would call it, from a folder of their own. */
function caravan(...args: string[]): Promise<Said> {
  return new Promise((done) => {
    const options = { env: { ...process.env, INIT_CWD: folder } }
    execFile(process.execPath, ['scripts/run.mjs', 'scripts/caravan.ts', ...args], options, (error, out, err) =>
      done({ code: error ? Number(error.code) : 0, out, err }),
    )
  })
}

test('a company, a key, a file and the invariants by command: answers on stdout alone, exit codes that scripts can trust', async () => {
  const made = await caravan(
    'tenant',
    'create',
    '--slug',
    'acme',
    '--name',
    'Acme',
    '--owner-email',
    'Owner@Acme.example',
  )
  expect([made.code, made.out.trim().split('\n').length]).toEqual([0, 1])
  const company = JSON.parse(made.out)
  expect(Object.keys(company)).toEqual(['id', 'slug', 'ownerId', 'inviteUrl'])
  expect(company.inviteUrl).toMatch(/^https?:\/\/.+\/invite\/[\w-]{40,}$/)
  const again = await caravan('tenant', 'create', '--slug', 'acme', '--name', 'Acme', '--owner-email', 'b@acme.example')
  expect([again.code, again.out, again.err]).toEqual([1, '', expect.stringContaining('slug: taken')])

  const system = await systemActor(company.id)
  const shop = await run(createShop, system, {
    code: 'tmall',
    name: 'T',
    channel: 'taobao',
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
  })
  const key = await caravan('api-key', 'create', '--tenant', 'acme', '--role', 'warehouse', '--shops', 'tmall')
  expect(key).toMatchObject({ code: 0, out: expect.stringMatching(/^cvn_[\w-]{43}\n$/) })
  expect(await actorOfKey(key.out.trim(), '203.0.113.9')).toMatchObject({
    role: 'warehouse',
    scope: { shopIds: [shop.id], warehouseIds: null },
  })
  expect(await caravan('api-key', 'create', '--tenant', 'acme', '--role', 'owner', '--shops', '')).toMatchObject({
    code: 1,
    out: '',
  })

  const header = 'channelOrderNo,status,createdAt,sellerSku,quantity,unitPrice,total'
  writeFileSync(
    path.join(folder, 'orders.csv'),
    `${header}\nA1,paid,2026-11-11 08:00:00,CUP,1,5.00,5.00\nA2,paid,2026-11-11 08:00:00,CUP,x,5.00,5.00\n`,
  )
  const take = (...more: string[]) =>
    caravan('import', 'orders', '--tenant', 'acme', '--shop', 'tmall', ...more, 'orders.csv')
  const rejectsFile = path.join(folder, 'orders.rejects.csv')
  const aborted = await take('--on-error', 'abort')
  expect([aborted.code, JSON.parse(aborted.out)]).toEqual([
    2,
    { total: 2, created: 0, updated: 0, unchanged: 0, rejected: 1, rejectsFile },
  ])
  const taken = await take()
  expect([taken.code, JSON.parse(taken.out)]).toEqual([
    0,
    { total: 2, created: 1, updated: 0, unchanged: 0, rejected: 1, rejectsFile },
  ])
  expect(readFileSync(rejectsFile, 'utf8')).toMatch(
    /^file,row,column,code,reason\norders\.csv,3,quantity,invalid_type,.+\n$/,
  )
  expect(await caravan('import', 'orders', '--tenant', 'acme', '--shop', 'nowhere', 'orders.csv')).toMatchObject({
    code: 1,
    out: '',
  })

  const sound = await caravan('verify', '--tenant', 'acme')
  expect(sound.code).toBe(0)
  for (const line of sound.out.trim().split('\n')) expect(line).toMatch(/^ok [\w.-]+ 0$/)
  await withClient(db.superuserUrl, (client) => client.query('update orders set units = 7'))
  const broken = await caravan('verify')
  expect(broken.code).toBe(1)
  expect(broken.out).toMatch(/^acme FAIL order\.line-counts 1 SO-\d{8}-\d{4}: lines 1\/1, units 7\/1$/m)
  expect((await caravan('verify', '--tenant', 'nobody')).code).toBe(1)
}, 120_000)
