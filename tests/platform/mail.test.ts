import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { postOf } from '@/lib/adapters/mail/post'
import { newId } from '@/lib/kernel/ids'
import { createMember } from '@/lib/modules/settings/create-member'
import { disableMember } from '@/lib/modules/settings/disable-member'
import { newLink } from '@/lib/platform/auth/user-links'
import { inAuth } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { letterOf } from '@/lib/platform/mail/letters'
import { type Mail, MailRefused } from '@/lib/platform/mail/mail'
import { queueMail } from '@/lib/platform/mail/queue-mail'
import { sendMails } from '@/lib/platform/mail/send-mails'
import { setupWorkerDatabase } from '@/tests/support/database'
import { takeLetters } from '@/tests/support/mailbox'
import { startSmtp } from '@/tests/support/smtp'
import { createTenant } from '@/tests/support/tenant'
import { keepPosting } from '@/workers/post'

await setupWorkerDatabase()

const mail: Mail = {
  kind: 'reset',
  to: 'fang@acme.example',
  locale: 'en',
  values: { name: 'Fang <b>', url: 'https://caravan.example/reset/abc', minutes: 30 },
}
const queue = (one: Mail = mail) => inAuth((db) => queueMail(db, one))
const rows = () => inAuth(async (db) => (await db.query('select * from mails order by created_at, id')).rows)
const due = () => inAuth((db) => db.query("update mails set due_at = now() - interval '1 second'"))

beforeEach(() => inAuth((db) => db.query('delete from mails')))

test('a mail lies sealed until it is sent, and empty afterwards', async () => {
  await queue()
  const [before] = await rows()
  expect(before.sealed.includes(Buffer.from('fang@acme.example'))).toBe(false)
  expect(JSON.stringify(before)).not.toContain('reset/abc')
  expect(await takeLetters()).toMatchObject([{ to: 'fang@acme.example', subject: 'Choose a new password' }])
  expect(await rows()).toMatchObject([{ sealed: null, error: null, attempts: 1, sent_at: expect.any(Date) }])
  expect(await takeLetters()).toEqual([])
})

test('many senders at once send each mail once, and none while a transaction is open', async () => {
  await Promise.all(Array.from({ length: 25 }, () => queue()))
  const sent: string[] = []
  const open = () =>
    inAuth(async (db) => {
      const { rows } = await db.query(
        `select count(*)::int as n from pg_stat_activity where state = 'idle in transaction' and datname = current_database()`,
      )
      return rows[0].n as number
    })
  const deliver = async (letter: { id: string }) => {
    sent.push(letter.id)
  }
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      while ((await sendMails(deliver)) > 0);
    }),
  )
  expect(new Set(sent).size).toBe(25)
  expect(sent).toHaveLength(25)
  await queue()
  let idle = -1
  await sendMails(async () => {
    idle = await open()
  })
  expect(idle).toBe(0)
})

test('what fails is tried again later and given up at last; a final refusal is not tried again', async () => {
  await queue()
  const down = async () => {
    throw new MailRefused('ECONNREFUSED', false)
  }
  expect(await sendMails(down)).toBe(1)
  expect(await sendMails(down)).toBe(0)
  for (let attempt = 2; attempt <= 8; attempt++) {
    expect(await rows()).toMatchObject([{ attempts: attempt - 1, failed_at: null, error: 'ECONNREFUSED' }])
    await due()
    await sendMails(down)
  }
  expect(await rows()).toMatchObject([{ attempts: 8, sealed: null, failed_at: expect.any(Date), sent_at: null }])
  await inAuth((db) => db.query('delete from mails'))
  await queue()
  await sendMails(async () => {
    throw new MailRefused('EENVELOPE 550', true)
  })
  expect(await rows()).toMatchObject([{ attempts: 1, sealed: null, error: 'EENVELOPE 550' }])
})

test('a sender that dies gives its mail back after two minutes', async () => {
  await queue()
  await new Promise<void>((taken) => {
    void sendMails(() => {
      taken()
      return new Promise(() => undefined)
    })
  })
  expect(await takeLetters()).toEqual([])
  await inAuth((db) => db.query("update mails set due_at = due_at - interval '121 seconds'"))
  expect(await takeLetters()).toHaveLength(1)
})

test('every kind speaks both languages, and what a person typed is no markup', () => {
  const values = { name: '王 <i>', company: 'A & B', inviter: '"老板"', url: 'https://x.example/a?b=1&c=2', days: 7 }
  const kinds: Mail[] = (['zh-CN', 'en'] as const).flatMap((locale) => [
    { kind: 'invitation', to: 'a@b.example', locale, values, invitation: '' } as const,
    { kind: 'verify', to: 'a@b.example', locale, values: { ...values, hours: 24 } } as const,
    { kind: 'reset', to: 'a@b.example', locale, values: { ...values, minutes: 30 } } as const,
    { kind: 'password-changed', to: 'a@b.example', locale, values } as const,
  ])
  const letters = kinds.map((one) => letterOf('id', one))
  expect(new Set(letters.map(({ subject }) => subject)).size).toBe(kinds.length)
  for (const { html, text } of letters) {
    expect(html).not.toContain('<i>')
    expect(html).toContain('href="https://x.example/a?b=1&amp;c=2"')
    expect(text).toContain('https://x.example/a?b=1&c=2')
  }
})

test('an invitation is mailed only while its link works: not after a rollback, not to who was disabled', async () => {
  const { owner } = await createTenant()
  const input = { name: 'A', email: 'a@mail.example', role: 'sales', locale: 'en' as const }
  const member = await run(createMember, owner, input)
  await run(disableMember, owner, { memberId: member.id })
  // The second of the same address rolls back, after its mail was queued.
  await expect(run(createMember, owner, input)).rejects.toMatchObject({ code: 'invalid' })
  for (let attempt = 0; attempt < 4; attempt++) {
    expect(await takeLetters()).toEqual([])
    await due()
  }
  expect((await rows()).map(({ error, sealed }) => [error, sealed])).toEqual([['not_open', null]])
  const wanted = await run(createMember, owner, { ...input, email: 'b@mail.example' })
  expect(await takeLetters()).toMatchObject([
    { to: 'b@mail.example', subject: expect.stringMatching(/^Owner invites you to Test/) },
  ])
  expect(wanted.state).toBe('invited')
})

test('a link that ran out while its mail waited is not mailed any more', async () => {
  const { owner } = await createTenant()
  const { rows: users } = await inAuth((db) =>
    db.query<{ id: string }>('select user_id as id from memberships where tenant_id = $1', [owner.tenantId]),
  )
  const userId = users[0]?.id ?? ''
  const ask = () =>
    inAuth(async (db) => {
      const { url, link } = await newLink(db, userId, 'reset')
      await queueMail(db, {
        kind: 'reset',
        to: 'fang@acme.example',
        locale: 'en',
        values: { name: 'F', url, minutes: 30 },
        link,
      })
    })
  await ask()
  expect(await takeLetters()).toHaveLength(1)
  await ask()
  await inAuth((db) => db.query('update user_tokens set expires_at = now() where user_id = $1', [userId]))
  expect(await takeLetters()).toEqual([])
  expect((await rows()).map(({ error, sealed }) => [error, sealed])).toEqual([
    [null, null],
    ['not_open', null],
  ])
})

test('`file:` writes one file a mail, for nobody else to read', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'caravan-mail-'))
  try {
    const deliver = postOf({ MAIL_URL: `file:${path.join(folder, 'out')}`, MAIL_FROM: 'Caravan <no-reply@x.example>' })
    await deliver(letterOf(newId(), { ...mail, locale: 'zh-CN' }))
    const [file = ''] = readdirSync(path.join(folder, 'out'))
    expect(file).toMatch(/\.eml$/)
    const full = path.join(folder, 'out', file)
    expect(statSync(full).mode & 0o777).toBe(0o600)
    const text = readFileSync(full, 'utf8')
    expect(text).toContain('To: fang@acme.example')
    expect(text).toContain('From: Caravan <no-reply@x.example>')
    expect(text).toContain('Auto-Submitted: auto-generated')
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('`smtp:` hands it to a mail server; what the server refuses for good is final, an absent server is not', async () => {
  const server = await startSmtp()
  const deliver = postOf({ MAIL_URL: server.url, MAIL_FROM: 'Caravan <no-reply@x.example>' })
  const letter = letterOf(newId(), mail)
  await deliver(letter)
  expect(server.said).toContain('RCPT TO:<fang@acme.example>')
  expect(server.taken()).toEqual([letter.id])
  server.refusal = '550 no such box fang@acme.example'
  const error = await deliver(letter).catch((e: unknown) => e)
  expect(error).toMatchObject({ name: 'MailRefused', final: true })
  expect(String(error)).not.toContain('fang@')
  await server.close()
  expect(await deliver(letter).catch((e: unknown) => e)).toMatchObject({ final: false, message: 'ESOCKET' })
})

test('the worker sends by itself, soon', async () => {
  const stop = new AbortController()
  const got: string[] = []
  const loop = keepPosting(stop.signal, async ({ to }) => void got.push(to), 10)
  await queue()
  await expect.poll(() => got).toEqual(['fang@acme.example'])
  stop.abort()
  await loop
})
