import { createHmac } from 'node:crypto'

/** Seconds a code lives (RFC 6238), and how many steps a clock may be off to either side. */
const stepSeconds = 30
const drift = 1
const digits = 6
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** RFC 4226: the code of a counter. */
export function hotp(secret: Buffer, counter: bigint, length = digits): string {
  const message = Buffer.alloc(8)
  message.writeBigUInt64BE(counter)
  const mac = createHmac('sha1', secret).update(message).digest()
  const offset = (mac.at(-1) ?? 0) & 0xf
  const number = mac.readUInt32BE(offset) & 0x7fffffff
  return String(number % 10 ** length).padStart(length, '0')
}

export function stepAt(at: Date): bigint {
  return BigInt(Math.floor(at.getTime() / 1000 / stepSeconds))
}

/** The time step a code belongs to, or undefined when it fits none near `at`. */
export function stepOf(secret: Buffer, code: string, at: Date): bigint | undefined {
  const now = stepAt(at)
  for (let off = -drift; off <= drift; off++) {
    const step = now + BigInt(off)
    if (hotp(secret, step) === code) return step
  }
  return undefined
}

/** RFC 4648 without padding: what authenticators read and people type. */
export function base32(bytes: Buffer): string {
  let text = ''
  let bits = 0
  let value = 0
  for (const byte of bytes) {
    value = (value << 8) | byte
    for (bits += 8; bits >= 5; bits -= 5) text += alphabet[(value >>> (bits - 5)) & 31]
    value &= 0xff
  }
  return bits > 0 ? text + alphabet[(value << (5 - bits)) & 31] : text
}

/** What the QR code says; issuer and account are shown by the authenticator. */
export function otpauthUri(secret: Buffer, account: string, issuer = 'Caravan'): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=${digits}&period=${stepSeconds}`
}
