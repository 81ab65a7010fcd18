import type { HttpRequest } from '@/lib/adapters/http'
import type { Credentials } from '@/lib/adapters/marketplaces/connector'
import { chinaTime, form } from '@/lib/adapters/marketplaces/pages'
import { signTop } from '@/lib/adapters/marketplaces/taobao/sign'

export function topRequest(
  baseUrl: string,
  { appKey = '', appSecret = '', session = '' }: Credentials,
  now: Date,
  method: string,
  params: Readonly<Record<string, string>>,
): HttpRequest {
  const all: Record<string, string> = {
    ...params,
    method,
    app_key: appKey,
    timestamp: chinaTime(now),
    format: 'json',
    v: '2.0',
    sign_method: 'hmac-sha256',
    // The calls about tokens come before there is one.
    ...(session && !method.startsWith('taobao.top.auth.') && { session }),
  }
  return { method: 'POST', url: `${baseUrl}/router/rest`, ...form({ ...all, sign: signTop(all, appSecret) }) }
}
