import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'

export { masterKey } from '@/lib/platform/master-key'

/*
 * A sealed value: 1 byte format, 1 byte key version, 12 bytes nonce, ciphertext, 16 bytes tag. The first two bytes are
 * bound into the tag together with `aad`, which names the place (tenant, table, column, row): a value copied to another
 * row or another tenant does not open there.
 */
const format = 1
const head = 2
const nonceLength = 12
const tagLength = 16

/** A sealed value that this key and this place do not open: damaged, moved, or of another key. */
export class SealBroken extends Error {
  override name = 'SealBroken'
}

export function sealWith(key: Buffer, aad: string, plain: Buffer | string, keyVersion = 1): Buffer {
  if (!Number.isInteger(keyVersion) || keyVersion < 1 || keyVersion > 255) throw new RangeError('key version')
  const header = Buffer.from([format, keyVersion])
  const nonce = freshNonce()
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength })
  cipher.setAAD(Buffer.concat([header, Buffer.from(aad)]))
  const text = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([header, nonce, text, cipher.getAuthTag()])
}

// Drawn for many at a time: a page of orders seals a thousand values. A nonce is handed out once, so the pool only moves on.
let pool = Buffer.alloc(0)
let drawn = 0

function freshNonce(): Buffer {
  if (drawn === pool.length) {
    pool = randomBytes(nonceLength * 512)
    drawn = 0
  }
  drawn += nonceLength
  return pool.subarray(drawn - nonceLength, drawn)
}

export function openWith(key: Buffer, aad: string, sealed: Buffer): Buffer {
  if (sealed.length < head + nonceLength + tagLength || sealed[0] !== format) throw new SealBroken('not a sealed value')
  const nonce = sealed.subarray(head, head + nonceLength)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength })
  decipher.setAAD(Buffer.concat([sealed.subarray(0, head), Buffer.from(aad)]))
  decipher.setAuthTag(sealed.subarray(-tagLength))
  const plain = decipher.update(sealed.subarray(head + nonceLength, -tagLength))
  try {
    decipher.final()
  } catch {
    throw new SealBroken('wrong key, wrong place or damaged')
  }
  return plain
}

/** Which version of the tenant's key a value was sealed with; to be known before the key can be chosen. */
export function keyVersionOf(sealed: Buffer): number {
  const version = sealed[1]
  if (sealed[0] !== format || version === undefined) throw new SealBroken('not a sealed value')
  return version
}

/** The same for places that hold text: base64url. */
export function sealText(key: Buffer, aad: string, plain: string, keyVersion = 1): string {
  return sealWith(key, aad, plain, keyVersion).toString('base64url')
}

export function openText(key: Buffer, aad: string, sealed: string): string {
  return openWith(key, aad, Buffer.from(sealed, 'base64url')).toString('utf8')
}

export function newDataKey(): Buffer {
  return randomBytes(32)
}

/** A key of its own for every purpose, so that no two uses ever share one. */
export function deriveKey(key: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `caravan:${purpose}`, 32))
}

/** Finds equal texts without storing them: 64 bits of a keyed hash, as the database's signed integer. */
export function blindIndex(key: Buffer, kind: string, text: string): bigint {
  // The kind's length goes in first, so that kind and text cannot trade letters.
  return createHmac('sha256', key).update(`${kind.length}:${kind}:${text}`).digest().readBigInt64BE(0)
}

export function sha256(data: string | Buffer): Buffer {
  return createHash('sha256').update(data).digest()
}

/** Compares secrets in a time that tells nothing about them, not even their length. */
export function sameSecret(a: string | Buffer, b: string | Buffer): boolean {
  return timingSafeEqual(sha256(a), sha256(b))
}
