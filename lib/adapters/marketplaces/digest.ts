import { createHash, createHmac } from 'node:crypto'

export function md5(text: string): string {
  return createHash('md5').update(text, 'utf8').digest('hex')
}

export function hmac(algorithm: 'md5' | 'sha256', secret: string, text: string): Buffer {
  return createHmac(algorithm, secret).update(text, 'utf8').digest()
}

/** Names and values in a row, by the names' ASCII order: what several Chinese platforms sign. */
export function chained(params: Readonly<Record<string, string>>): string {
  return Object.keys(params)
    .sort()
    .map((key) => key + params[key])
    .join('')
}

/** RFC 3986, which is stricter than encodeURIComponent. */
export function percent(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}
