import { chained, hmac, md5 } from '@/lib/adapters/marketplaces/digest'

/**
 * TOP's signature: all parameters but `sign`, empty ones left out as the platform's own clients do.
 * https://open.taobao.com/doc.htm?docId=101617&docType=1
 */
export function signTop(params: Readonly<Record<string, string>>, secret: string): string {
  const text = chained(Object.fromEntries(Object.entries(params).filter(([key, v]) => key !== 'sign' && v !== '')))
  const method = params.sign_method ?? 'md5'
  if (method === 'md5') return md5(secret + text + secret).toUpperCase()
  if (method !== 'hmac' && method !== 'hmac-sha256') throw new RangeError('sign_method is md5, hmac or hmac-sha256')
  return hmac(method === 'hmac' ? 'md5' : 'sha256', secret, text)
    .toString('hex')
    .toUpperCase()
}
