import { createHmac, timingSafeEqual } from 'node:crypto'

const prefix = 'whsec_'

/**
 * Standard Webhooks (https://www.standardwebhooks.com): whoever receives checks with a ready library of their language.
 * HMAC-SHA256 over `id.timestamp.body`; several signatures, one per secret, while a secret is being replaced.
 */
export function webhookHeaders(secrets: readonly string[], id: string, at: Date, body: string): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': secrets.map((secret) => signatureOf(secret, id, timestamp, body)).join(' '),
  }
}

const toleranceSeconds = 300

/** The other side's check, as the documentation tells it: who signed it, and that it is not an old one sent again. */
export function verifyWebhook(
  secret: string,
  headers: Readonly<Record<string, string | undefined>>,
  body: string,
  now: Date,
): boolean {
  const { 'webhook-id': id = '', 'webhook-timestamp': timestamp = '', 'webhook-signature': given = '' } = headers
  if (!(Math.abs(now.getTime() / 1000 - Number(timestamp)) <= toleranceSeconds)) return false
  const wanted = Buffer.from(signatureOf(secret, id, timestamp, body))
  return given.split(' ').some((one) => {
    const said = Buffer.from(one)
    return said.length === wanted.length && timingSafeEqual(said, wanted)
  })
}

function signatureOf(secret: string, id: string, timestamp: string, body: string): string {
  const key = Buffer.from(secret.startsWith(prefix) ? secret.slice(prefix.length) : secret, 'base64')
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
}

export function webhookSecret(random: Buffer): string {
  return prefix + random.toString('base64')
}
