import { afterAll, beforeAll, expect, test } from 'vitest'
import { postOf } from '@/lib/adapters/mail/post'
import { getMessage } from '@/lib/modules/dispatch/get-message'
import { getStatus } from '@/lib/modules/dispatch/get-status'
import { listMessages } from '@/lib/modules/dispatch/list-messages'
import { muteTrouble } from '@/lib/modules/dispatch/mute'
import { replayMessages } from '@/lib/modules/dispatch/replay-messages'
import { createMember as inviteMember } from '@/lib/modules/settings/create-member'
import { disableMember } from '@/lib/modules/settings/disable-member'
import { reinviteMember } from '@/lib/modules/settings/reinvite-member'
import { inAuth } from '@/lib/platform/db/transaction'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { MailRefused } from '@/lib/platform/mail/mail'
import { queueMail } from '@/lib/platform/mail/queue-mail'
import { sendMails } from '@/lib/platform/mail/send-mails'
import { setupWorkerDatabase } from '@/tests/support/database'
import { drainAll } from '@/tests/support/drain'
import { type Smtp, startSmtp } from '@/tests/support/smtp'
import { createMember, createTenant, type TestTenant } from '@/tests/support/tenant'

await setupWorkerDatabase()

let server: Smtp
let company: TestTenant
let deliver: ReturnType<typeof postOf>
beforeAll(async () => {
  server = await startSmtp()
  company = await createTenant()
  deliver = postOf({ MAIL_URL: server.url, MAIL_FROM: 'Caravan <no-reply@x.example>' })
})
afterAll(() => server.close())

const post = async () => {
  while ((await sendMails(deliver)) > 0);
}
const sql = (text: string, values: unknown[] = []) => inAuth((db) => db.query(text, values))
const messages = async (wanted: object = {}, who: Actor = company.owner) =>
  (await run(listMessages, who, { kind: 'mail', ...wanted })).items
const replay = async (ids: string[], dryRun = false) =>
  (await run(replayMessages, company.owner, { ids, dryRun })).items
const figures = async () => (await run(getStatus, company.owner, {})).edges.find(({ edge }) => edge === 'mails')
const stuck = async () => (await run(getStatus, company.owner, {})).stuck.filter(({ kind }) => kind === 'mail')
const notice = (to: string, tenantId = company.tenantId) =>
  inAuth((db) =>
    queueMail(
      db,
      { kind: 'notice', to, locale: 'en', values: { name: 'F', company: 'A', text: 'x', url: 'u', settings: 's' } },
      { tenantId },
    ),
  )
const newest = async () => {
  const [one] = await messages({ limit: 1 })
  if (!one) throw new Error('there is no mail')
  return one
}

test('a mail is a message: whom it went to in a mask, tries, duration and the server’s code; refused, mended and sent once more, once; S1.99', async () => {
  const stranger = await createTenant()
  await notice('other@acme.example', stranger.tenantId)
  const member = await run(inviteMember, company.owner, { name: 'Wang', email: 'wang.li@acme.example', role: 'sales' })
  expect(await messages()).toMatchObject([
    { name: 'invitation', state: 'waiting', exact: 'waiting', to: 'w***@acme.example', attempts: 0, replayable: false },
  ])
  server.refusal = '550 no such box wang.li@acme.example'
  await post()
  const failed = await newest()
  expect(failed).toMatchObject({
    state: 'failed',
    exact: 'parked',
    attempts: 1,
    trouble: 'EENVELOPE 550',
    replayable: true,
  })
  expect(failed.tookMs).toEqual(expect.any(Number))
  const seen = await run(getMessage, company.owner, { messageId: failed.id })
  expect(seen).toMatchObject({
    cause: 'mail_refused',
    sealed: false,
    input: { mail: 'invitation', to: 'w***@acme.example' },
    result: { state: 'parked', endedAt: expect.any(String), nextAt: null },
  })
  for (const secret of ['wang.li', 'Wang', '/invite/']) expect(JSON.stringify(seen)).not.toContain(secret)
  expect(await messages({ state: 'failed', trouble: 'EENVELOPE 550', name: 'invitation' })).toHaveLength(1)
  for (const wanted of [{ state: 'done' }, { trouble: 'x' }, { name: 'notice' }, { to: new Date(0).toISOString() }])
    expect(await messages(wanted)).toEqual([])
  expect((await run(listMessages, company.owner, {})).items.map(({ id }) => id)).toContain(failed.id)
  // Nobody's mail is one shop's, and another company's is unknown.
  const limited = await createMember(company.tenantId, 'admin', { shopIds: [] })
  expect(await messages({}, limited)).toEqual([])
  for (const who of [limited, stranger.owner])
    await expect(run(getMessage, who, { messageId: failed.id })).rejects.toMatchObject({ code: 'not_found' })
  const sales = await createMember(company.tenantId, 'sales')
  await expect(run(listMessages, sales, { kind: 'mail' })).rejects.toMatchObject({ code: 'forbidden' })

  const [line] = await stuck()
  expect(line).toMatchObject({
    cause: 'mail_refused',
    name: 'invitation',
    count: 1,
    messageId: failed.id,
    repair: 'replay',
  })
  await run(muteTrouble, company.owner, { key: line?.key, reason: '邮箱写错了，已通知本人' })
  expect(await stuck()).toMatchObject([{ muted: { by: 'Owner' } }])

  expect(await replay([failed.id], true)).toMatchObject([{ outcome: 'would', says: null }])
  await drainAll(company.tenantId)
  await post()
  expect(await newest()).toMatchObject({ exact: 'parked', attempts: 1 })
  // Two people press it at the same moment; the server takes one letter, under the id it had.
  server.refusal = ''
  const range = { kind: 'mail', trouble: 'EENVELOPE 550', name: 'invitation' }
  const [one] = await Promise.all([replay([failed.id]), run(replayMessages, company.owner, { range })])
  expect(one).toMatchObject([{ outcome: 'started' }])
  for (let turn = 0; turn < 2; turn++) {
    await drainAll(company.tenantId)
    await post()
  }
  expect(server.taken()).toHaveLength(1)
  expect(seen.input.messageId).toBe(`<${server.taken()[0]}@caravan>`)
  expect(await newest()).toMatchObject({
    id: failed.id,
    state: 'done',
    exact: 'sent',
    trouble: null,
    replayable: false,
  })
  expect(await replay([failed.id])).toMatchObject([{ outcome: 'not', says: 'over' }])
  expect(await stuck()).toEqual([])
  expect(member.state).toBe('invited')
})

test('an invitation that opens nothing any more is not sent again, and it is said why', async () => {
  server.refusal = '550 no'
  const invited = async (name: string) => {
    const member = await run(inviteMember, company.owner, { name, email: `${name}@late.example`, role: 'sales' })
    await post()
    return { memberId: member.id, messageId: (await newest()).id }
  }
  const ways = {
    withdrawn: (memberId: string) => run(reinviteMember, company.owner, { memberId }),
    disabled: (memberId: string) => run(disableMember, company.owner, { memberId }),
    expired: (memberId: string) => sql(`update invitations set expires_at = now() where member_id = $1`, [memberId]),
    accepted: (memberId: string) => sql(`update invitations set accepted_at = now() where member_id = $1`, [memberId]),
  }
  const closed: Record<string, string> = {}
  for (const [why, close] of Object.entries(ways)) {
    const { memberId, messageId } = await invited(why)
    await close(memberId)
    closed[messageId] = why
  }
  const ids = Object.keys(closed)
  for (const dryRun of [true, false])
    expect(await replay(ids, dryRun)).toEqual(ids.map((id) => ({ id, kind: 'mail', outcome: 'not', says: closed[id] })))
  server.refusal = ''
  const before = server.taken()
  await drainAll(company.tenantId)
  await post()
  expect(server.taken()).toEqual(before)
})

test('what is tried at this moment is not started a second time; what waits after a failure is sent at once', async () => {
  await notice('slow@x.example')
  const down = async () => {
    throw new MailRefused('EENVELOPE 451', false)
  }
  await sendMails(down)
  const { id } = await newest()
  expect(await newest()).toMatchObject({ state: 'failed', exact: 'waiting', attempts: 1, replayable: true })
  expect((await stuck()).find((one) => one.messageId === id)).toMatchObject({
    cause: 'mail_down',
    code: 'EENVELOPE 451',
  })
  await replay([id])
  await drainAll(company.tenantId)
  let sent = 0
  await sendMails(async () => {
    sent++
    expect(await newest()).toMatchObject({ id, state: 'waiting', exact: 'running' })
    expect(await replay([id])).toMatchObject([{ outcome: 'not', says: 'over' }])
    await drainAll(company.tenantId)
    expect(await sendMails(deliver)).toBe(0)
  })
  expect(sent).toBe(1)
  expect(await newest()).toMatchObject({ id, exact: 'sent', attempts: 1 })
})

test('what was rightly not sent is no failure, and the figures are right of more than a thousand; S1.99', async () => {
  company = await createTenant()
  const { id: memberId } = await run(inviteMember, company.owner, { name: 'A', email: 'a@x.example', role: 'sales' })
  await run(disableMember, company.owner, { memberId })
  for (let attempt = 0; attempt < 4; attempt++) {
    await post()
    expect(await figures()).toMatchObject({ failed: 0 })
    await sql('update mails set due_at = now() where tenant_id = $1 and failed_at is null', [company.tenantId])
  }
  expect(await messages()).toMatchObject([{ state: 'aside', exact: 'not_needed', trouble: null, replayable: false }])
  expect(await stuck()).toEqual([])

  const many = `insert into mails (id, kind, tenant_id, sealed, created_at, sent_at, failed_at, error)
    select gen_random_uuid(), 'notice', $1, case when x.error = 'E 421' then ''::bytea end, now() - x.age, x.sent, x.failed, x.error
      from generate_series(1, $2), (values %) as x(age, sent, failed, error)`
  const add = (row: string, n: number) => sql(many.replace('%', row), [company.tenantId, n])
  // Older than the newest thousand, and yet ended just now.
  await add(`(interval '1 hour', null::timestamptz, now(), 'ECONNECTION')`, 3)
  await add(`(interval '1 hour', null::timestamptz, null::timestamptz, 'E 421')`, 2)
  await add(`(interval '1 minute', now(), null::timestamptz, null)`, 1200)
  await add(`(interval '2 days', now() - interval '1 day', null::timestamptz, null)`, 5)
  await add(`(interval '2 days', null::timestamptz, now() - interval '1 day', 'ECONNECTION')`, 5)
  expect(await figures()).toMatchObject({ passed: 1200, waiting: 2, failed: 5, lagSeconds: expect.any(Number) })
  expect((await figures())?.lagSeconds).toBeGreaterThanOrEqual(3600)
})
