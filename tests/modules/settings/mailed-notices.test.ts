import { expect, test } from 'vitest'
import { beginImport, failImport } from '@/lib/modules/exchange/internal/steps'
import { listAudit } from '@/lib/modules/settings/list-audit'
import { listNotices } from '@/lib/modules/settings/list-notices'
import { mailNotices } from '@/lib/modules/settings/mail-notices'
import { tellMembers } from '@/lib/modules/settings/notices'
import { tellSecurity } from '@/lib/modules/settings/record-security'
import { setPreferences } from '@/lib/modules/settings/set-preferences'
import { memberActor, systemActor } from '@/lib/platform/auth/actors'
import { signIn } from '@/lib/platform/auth/sign-in'
import { inTenant } from '@/lib/platform/db/transaction'
import { Context } from '@/lib/platform/door/context'
import { run } from '@/lib/platform/door/run'
import type { Letter } from '@/lib/platform/mail/mail'
import { sendMails } from '@/lib/platform/mail/send-mails'
import { setupWorkerDatabase } from '@/tests/support/database'
import { drainAll } from '@/tests/support/drain'
import { client, createSignInCompany, password } from '@/tests/support/identity'
import { upload } from '@/tests/support/uploads'

await setupWorkerDatabase()

async function company() {
  const { tenantId, memberId, email } = await createSignInCompany()
  const owner = await memberActor(tenantId, memberId)
  if (!owner) throw new Error('the owner is missing')
  return { tenantId, memberId, email, owner, system: await systemActor(tenantId) }
}

async function posted(): Promise<Letter[]> {
  const letters: Letter[] = []
  while ((await sendMails(async (letter) => void letters.push(letter))) > 0);
  return letters
}

test('a notice goes by mail to who wants this kind so, once, in their language; others hear on the screen alone', async () => {
  const { owner, tenantId, email } = await company()
  await run(setPreferences, owner, {
    locale: 'en',
    notices: { 'import.finished': { bell: false, pop: false, mail: true } },
  })
  const sent = await upload(owner, '/imports', 'a,b\n1,2\n', { kind: 'products', profile: 'generic' })
  const { id } = (await sent.json()) as { id: string }
  await drainAll(tenantId)
  const [letter, ...more] = await posted()
  expect(more).toEqual([])
  expect(letter).toMatchObject({ to: email })
  expect(letter?.subject).toContain('An import could not be done')
  expect(letter?.text).toContain(`/imports/${id}`)
  expect(letter?.text).toContain('/account/notices')
  // Wanted by mail alone, nothing is left to be read; told again, nothing more is sent.
  expect((await run(listNotices, owner, {})).unread).toBe(0)
  await drainAll(tenantId)
  expect(await posted()).toEqual([])
  // As a second job would that had looked before the first one was done.
  await inTenant(tenantId, 'write', (db) =>
    db.query('update notices set mail_due = true where tenant_id = $1', [tenantId]),
  )
  await mailNotices(await systemActor(tenantId))
  expect(await posted()).toEqual([])

  const other = await company()
  const notice = { kind: 'stock.low' as const, key: 'k', data: { count: 1, codes: ['A-1'] } }
  await inTenant(other.tenantId, 'write', (db) =>
    tellMembers(new Context(db, other.system, new Date()), [{ ...notice, memberId: other.memberId }]),
  )
  await drainAll(other.tenantId)
  expect(await posted()).toEqual([])
  expect((await run(listNotices, other.owner, {})).unread).toBe(1)
})

test('who sent a file in that cannot be done is told', async () => {
  const { owner, tenantId, system } = await company()
  const sent = await upload(owner, '/imports', 'a,b\n1,2\n', { kind: 'products', profile: 'generic' })
  const { id } = (await sent.json()) as { id: string }
  await run(beginImport, system, { importId: id })
  await run(failImport, system, { importId: id, errors: [{ path: 'file', code: 'empty_file' }] })
  await drainAll(tenantId)
  const { items } = await run(listNotices, owner, {})
  expect(items).toMatchObject([{ kind: 'import.finished', data: { importId: id, state: 'failed' } }])
})

test('what somebody does to their own account stands in the trail of their company, under their name', async () => {
  const { owner, tenantId, email } = await company()
  const browser = client()
  const first = await signIn({ email, password }, browser)
  expect(first.strange).toBe(true)
  expect((await signIn({ email, password }, client({ device: first.device }))).strange).toBe(false)
  await tellSecurity(first.session.userId, 'signed_in_anew')
  await tellSecurity(first.session.userId, 'sessions_ended', 2)
  await drainAll(tenantId)
  const { items } = await run(listAudit, owner, { action: 'account.record-security' })
  expect(items.map(({ actor, detail }) => [actor.name, detail])).toEqual([
    ['Owner', { event: 'sessions_ended', count: 2 }],
    ['Owner', { event: 'signed_in_anew' }],
  ])
})
