import { chained, md5 } from '@/lib/adapters/marketplaces/digest'
import type { Json } from '@/lib/kernel/exact-json'

/** What is sent is what is signed: lists and objects as the JSON text that travels. */
export function pddText(value: Json): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)
}

/** https://open.pinduoduo.com/application/document/browse?idStr=8EC06C399636041E */
export function signPdd(params: Readonly<Record<string, Json>>, clientSecret: string): string {
  const texts = Object.entries(params).flatMap(([key, v]) =>
    key === 'sign' || v === null ? [] : [[key, pddText(v)] as const],
  )
  return md5(clientSecret + chained(Object.fromEntries(texts)) + clientSecret).toUpperCase()
}

/** The last part of the message socket's path: base64 of the digest's hex text. */
export function signSocket(clientId: string, ms: string, clientSecret: string): string {
  return Buffer.from(md5(clientId + ms + clientSecret)).toString('base64')
}
