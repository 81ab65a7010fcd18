import { createHmac, randomBytes } from 'node:crypto'
import type pg from 'pg'
import { z } from 'zod'
import { invalid, refuse } from '@/lib/kernel/refusal'
import { normaliseEmail } from '@/lib/kernel/text'
import { admitAccount, admitAddress, forgiveTry, type Guarded } from '@/lib/platform/auth/throttle'
import { base32, otpauthUri, stepOf } from '@/lib/platform/auth/totp'
import { deriveKey, masterKey, openWith, sealWith } from '@/lib/platform/crypto'
import { inAuth } from '@/lib/platform/db/transaction'
import { parse } from '@/lib/platform/door/run'

const recoveryCount = 10

type Client = { readonly address: string }

/** Six digits of an authenticator, or one of the recovery codes, however it is spaced and written. */
const codeInput = z.strictObject({ code: z.string().max(60) })

export type FactorState = { readonly on: boolean; readonly since: string | null; readonly recoveryLeft: number }

export async function factorOf(userId: string): Promise<FactorState> {
  return inAuth(async (db) => {
    const { rows } = await db.query<{ confirmed_at: Date; left: number }>(
      `select f.confirmed_at, (select count(*)::int from recovery_codes c where c.user_id = $1 and c.used_at is null) as left
         from second_factors f where f.user_id = $1 and f.confirmed_at is not null`,
      [userId],
    )
    const [row] = rows
    return { on: row !== undefined, since: row?.confirmed_at.toISOString() ?? null, recoveryLeft: row?.left ?? 0 }
  })
}

/** A new secret, shown once; it guards nothing until a code of it has been typed. Refused where one is in force. */
export async function beginFactor(userId: string, account: string): Promise<{ secret: string; uri: string }> {
  const secret = randomBytes(20)
  const { rowCount } = await inAuth((db) =>
    db.query(
      `insert into second_factors as f (user_id, sealed) values ($1, $2)
       on conflict (user_id) do update set sealed = excluded.sealed, created_at = now() where f.confirmed_at is null`,
      [userId, sealWith(factorKey(), aad(userId), secret)],
    ),
  )
  if (rowCount !== 1) invalid([{ path: 'id', code: 'factor_on' }])
  return { secret: base32(secret), uri: otpauthUri(secret, account) }
}

/** Puts the secret in force by its first code; this session has proved it, all others of the user end. Answers the recovery codes, once. */
export async function confirmFactor(userId: string, sid: string, raw: unknown, client: Client): Promise<string[]> {
  const { code } = parse(codeInput, raw)
  const guarded: Guarded = { kind: 'factor', value: userId }
  await admitAddress(client.address)
  await admitAccount(guarded)
  const codes = await inAuth(async (db) => {
    const { rows } = await db.query<{ sealed: Buffer }>(
      'select sealed from second_factors where user_id = $1 and confirmed_at is null for update',
      [userId],
    )
    const [row] = rows
    const step = row && stepOf(secretOf(userId, row.sealed), digitsOf(code), new Date())
    if (step === undefined) return undefined
    await db.query('update second_factors set confirmed_at = now(), last_step = $2 where user_id = $1', [userId, step])
    await proved(db, userId, sid)
    return newRecoveryCodes(db, userId)
  })
  if (!codes) return invalid([{ path: 'code', code: 'wrong_code' }])
  await forgiveTry(guarded, client.address)
  return codes
}

/** Is this the user's code, of the authenticator or of the recovery list? Counted before it is judged; taken once. */
export async function proveFactor(userId: string, raw: unknown, client: Client): Promise<void> {
  const { code } = parse(codeInput, raw)
  const guarded: Guarded = { kind: 'factor', value: userId }
  await admitAddress(client.address)
  await admitAccount(guarded)
  const taken = await inAuth((db) =>
    digitsOf(code) ? takeCode(db, userId, digitsOf(code)) : takeRecovery(db, userId, code),
  )
  if (!taken) return invalid([{ path: 'code', code: 'wrong_code' }])
  await forgiveTry(guarded, client.address)
}

/** New recovery codes instead of the old ones, for who has just typed a code. */
export async function renewRecovery(userId: string, raw: unknown, client: Client): Promise<string[]> {
  await proveFactor(userId, raw, client)
  return inAuth((db) => newRecoveryCodes(db, userId))
}

export async function dropFactor(userId: string, raw: unknown, client: Client): Promise<void> {
  await proveFactor(userId, raw, client)
  await inAuth(async (db) => {
    await db.query('delete from recovery_codes where user_id = $1', [userId])
    await db.query('delete from second_factors where user_id = $1', [userId])
    await db.query('update sessions set second_factor_at = null where user_id = $1', [userId])
  })
}

/** Done by who runs the house, for somebody who lost it; false when there is none to forget. Every session ends. */
export async function forgetFactor(email: string): Promise<boolean> {
  return inAuth(async (db) => {
    const { rows } = await db.query<{ user_id: string }>(
      `delete from second_factors f using users u where u.id = f.user_id and u.email_key = $1 returning f.user_id`,
      [normaliseEmail(email)],
    )
    const [row] = rows
    if (!row) return false
    await db.query('delete from recovery_codes where user_id = $1', [row.user_id])
    await db.query('update sessions set revoked_at = now() where user_id = $1 and revoked_at is null', [row.user_id])
    return true
  })
}

/** The newest step wins by one conditional update, so that a code is taken once, however many try it at the same moment. */
async function takeCode(db: pg.PoolClient, userId: string, code: string): Promise<boolean> {
  const { rows } = await db.query<{ sealed: Buffer }>(
    'select sealed from second_factors where user_id = $1 and confirmed_at is not null',
    [userId],
  )
  const [row] = rows
  const step = row && stepOf(secretOf(userId, row.sealed), code, new Date())
  if (step === undefined) return false
  const { rowCount } = await db.query(
    'update second_factors set last_step = $2 where user_id = $1 and last_step < $2',
    [userId, step],
  )
  return rowCount === 1
}

async function takeRecovery(db: pg.PoolClient, userId: string, code: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `update recovery_codes set used_at = now() where user_id = $1 and code_hash = $2 and used_at is null
       and exists (select 1 from second_factors f where f.user_id = $1 and f.confirmed_at is not null)`,
    [userId, recoveryHash(userId, code)],
  )
  return rowCount === 1
}

async function newRecoveryCodes(db: pg.PoolClient, userId: string): Promise<string[]> {
  const codes = Array.from({ length: recoveryCount }, () => base32(randomBytes(10)).toLowerCase())
  await db.query('delete from recovery_codes where user_id = $1', [userId])
  await db.query('insert into recovery_codes (user_id, code_hash) select $1, unnest($2::bytea[])', [
    userId,
    codes.map((code) => recoveryHash(userId, code)),
  ])
  return codes.map((code) => code.replace(/(.{4})(?=.)/g, '$1-'))
}

async function proved(db: pg.PoolClient, userId: string, sid: string): Promise<void> {
  const { rowCount } = await db.query(
    'update sessions set second_factor_at = now(), pending = false where id = $1 and user_id = $2 and revoked_at is null',
    [sid, userId],
  )
  if (rowCount !== 1) refuse('unauthenticated')
  await db.query('update sessions set revoked_at = now() where user_id = $1 and id <> $2 and revoked_at is null', [
    userId,
    sid,
  ])
}

function digitsOf(code: string): string {
  const plain = code.normalize('NFKC').replaceAll(/\s/g, '')
  return /^\d{6}$/.test(plain) ? plain : ''
}

/** 80 random bits need no slow hash; a keyed one, so that who reads the table alone can try nothing out. */
function recoveryHash(userId: string, code: string): Buffer {
  const plain = code
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^a-z2-7]/g, '')
  return createHmac('sha256', deriveKey(masterKey(), 'recovery-codes')).update(`${userId}:${plain}`).digest()
}

function secretOf(userId: string, sealed: Buffer): Buffer {
  return openWith(factorKey(), aad(userId), sealed)
}

function factorKey(): Buffer {
  return deriveKey(masterKey(), 'second-factor')
}

function aad(userId: string): string {
  return `second_factors|sealed|${userId}`
}
