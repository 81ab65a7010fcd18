import type { HttpRequest } from '@/lib/adapters/http'
import type { Credentials } from '@/lib/adapters/marketplaces/connector'
import { jsonBody } from '@/lib/adapters/marketplaces/pages'
import { signPdd } from '@/lib/adapters/marketplaces/pinduoduo/sign'
import type { Json } from '@/lib/kernel/exact-json'

export function pddRequest(
  baseUrl: string,
  { clientId = '', clientSecret = '', accessToken = '' }: Credentials,
  now: Date,
  type: string,
  params: Readonly<Record<string, Json>>,
): HttpRequest {
  const all: Record<string, Json> = {
    ...params,
    type,
    client_id: clientId,
    timestamp: Math.floor(now.getTime() / 1000),
    data_type: 'JSON',
    version: 'V1',
    ...(!type.startsWith('pdd.pop.auth.') && { access_token: accessToken }),
  }
  return { method: 'POST', url: `${baseUrl}/api/router`, ...jsonBody({ ...all, sign: signPdd(all, clientSecret) }) }
}
