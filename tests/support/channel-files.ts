import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const folder = path.resolve(import.meta.dirname, '../../../shared/channels')

/** Recorded payloads and signing vectors lie beside the repository, for their licences; without them their tests skip. */
export const haveChannelFiles = existsSync(path.join(folder, 'fixtures'))

export type Vector = {
  channel: string
  name: string
  secret: string
  stringToSign: string
  expected: string
  variant?: string
  params?: Record<string, string>
  body?: string
  method?: string
  url?: string
}

export function vectors(channel: string): Vector[] {
  if (!haveChannelFiles) return []
  const all = JSON.parse(readFileSync(path.join(folder, 'test-vectors.json'), 'utf8')) as Vector[]
  return all.filter((vector) => vector.channel === channel)
}

export function fixtureNames(channel: string): string[] {
  return haveChannelFiles ? readdirSync(path.join(folder, 'fixtures', channel)).sort() : []
}

export function fixturePath(channel: string, name: string): string {
  return path.join(folder, 'fixtures', channel, name)
}

export function fixture(channel: string, name: string): string {
  return readFileSync(fixturePath(channel, name), 'utf8')
}
