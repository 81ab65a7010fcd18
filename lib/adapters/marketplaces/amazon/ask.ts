import type { HttpRequest } from '@/lib/adapters/http'
import type { Answer } from '@/lib/adapters/marketplaces/connector'
import { ChannelTrouble } from '@/lib/adapters/marketplaces/trouble'

export type AmazonAsk = (
  operation: string,
  method: HttpRequest['method'],
  path: string,
  body?: unknown,
  token?: string,
) => Promise<Answer>

export async function foundOr404<T>(look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look()
  } catch (e) {
    if (e instanceof ChannelTrouble && (e.trouble.code === 'NotFound' || e.trouble.code === 'http_404'))
      return undefined
    throw e
  }
}
