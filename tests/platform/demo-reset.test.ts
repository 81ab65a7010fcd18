import { existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { resetDemo } from '@/lib/modules/settings/reset-demo'
import { hashPassword } from '@/lib/platform/auth/password'
import { registerCompany } from '@/lib/platform/auth/register-company'
import { actorOf } from '@/lib/platform/auth/session'
import { sessionOf } from '@/lib/platform/auth/sessions'
import { signIn } from '@/lib/platform/auth/sign-in'
import { demoMark, demoSlug, mayResetDemo, retireDemo } from '@/lib/platform/demo'
import { run } from '@/lib/platform/door/run'
import { env } from '@/lib/platform/env'
import { setupWorkerDatabase } from '@/tests/support/database'
import { client, createSignInCompany, password } from '@/tests/support/identity'
import { twoSecondsLater } from '@/tests/support/later'

await setupWorkerDatabase()

const email = 'demo@caravan.example'
const register = async () => {
  const owner = { email, name: '马老板', passwordHash: await hashPassword(password), emailProven: true }
  return registerCompany({ slug: demoSlug, name: '商队演示', currency: 'CNY', timeZone: 'Asia/Shanghai', owner })
}

test('the demo company is put away whole, and its people can begin anew under the same names', async () => {
  const mark = path.join(env().CARAVAN_DATA, demoMark)
  const first = await register()
  const { session } = await signIn({ email, password }, client())
  const owner = await actorOf(session)
  if (!owner) throw new Error('no owner')
  // Without a launcher that makes another, nobody may.
  await expect(run(resetDemo, owner, {})).rejects.toMatchObject({ code: 'not_found' })
  writeFileSync(mark, '')
  expect(await run(resetDemo, owner, {})).toEqual({ asked: true })
  await retireDemo(first.tenantId)
  expect(existsSync(mark)).toBe(false)
  twoSecondsLater()
  expect(await sessionOf(session.id)).toBeUndefined()
  await expect(signIn({ email, password }, client())).rejects.toMatchObject({ code: 'unauthenticated' })
  const second = await register()
  expect((await signIn({ email, password }, client())).session).toMatchObject({ tenantId: second.tenantId })
})

test('no other company is ever the demo one, also not by its own wish', async () => {
  writeFileSync(path.join(env().CARAVAN_DATA, demoMark), '')
  const company = await createSignInCompany()
  expect(await mayResetDemo(company.tenantId)).toBe(false)
  await retireDemo(company.tenantId)
  expect((await signIn({ email: company.email, password }, client())).session.tenantId).toBe(company.tenantId)
})
