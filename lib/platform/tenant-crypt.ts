import { createHmac } from 'node:crypto'
import { blindIndex, deriveKey, keyVersionOf, masterKey, newDataKey, openWith, sealWith } from '@/lib/platform/crypto'

/** Sealing under the tenant's own data key. The associated data names table, column and row, so a ciphertext cannot be moved. */
export type TenantCrypt = {
  seal(aad: string, text: string | Buffer): Buffer
  open(aad: string, sealed: Buffer): string
  openBytes(aad: string, sealed: Buffer): Buffer
  /** A keyed hash of 32 bytes: equal content is recognised, and nobody without the key can try out what it was. */
  mac(content: string | Buffer): Buffer
  /** 64 bits of a keyed hash: equality search without the text. */
  blind(kind: 'name' | 'phone' | 'phone4' | 'email' | 'buyer' | 'merge' | 'place', text: string): bigint
}

type Reader = {
  tenantId: string
  sql<R extends object>(text: string, params?: readonly unknown[], name?: string): Promise<R[]>
}
type Keys = { newest: number; byVersion: Map<number, { data: Buffer; blind: Buffer; mac: Buffer }> }

// Data keys change only by rotation, which adds a version: what is cached stays true.
const cache = new Map<string, Keys>()

export async function tenantCrypt(reader: Reader): Promise<TenantCrypt> {
  let keys = cache.get(reader.tenantId)
  if (!keys) {
    keys = await load(reader)
    cache.set(reader.tenantId, keys)
  }
  return using(reader.tenantId, keys)
}

/** A new tenant's first data key, sealed under the master key: the row of `tenant_keys` to write. */
export function firstTenantKey(tenantId: string): { key_version: number; sealed: Buffer } {
  return { key_version: 1, sealed: sealWith(masterKey(), keyAad(tenantId, 1), newDataKey()) }
}

async function load(reader: Reader): Promise<Keys> {
  const rows = await reader.sql<{ key_version: number; sealed: Buffer }>(
    'select key_version, sealed from tenant_keys where tenant_id = $1 order by key_version',
  )
  if (rows.length === 0) throw new Error('the tenant has no data key')
  const byVersion = new Map(
    rows.map(({ key_version, sealed }) => {
      const data = openWith(masterKey(), keyAad(reader.tenantId, key_version), sealed)
      return [key_version, { data, blind: deriveKey(data, 'blind-index'), mac: deriveKey(data, 'content-hash') }]
    }),
  )
  return { newest: Math.max(...byVersion.keys()), byVersion }
}

function using(tenantId: string, { newest, byVersion }: Keys): TenantCrypt {
  const key = (version: number) => {
    const found = byVersion.get(version)
    if (!found) throw new Error(`data key version ${version} is gone`)
    return found
  }
  const full = (aad: string) => `${tenantId}|${aad}`
  const openBytes = (aad: string, sealed: Buffer) => openWith(key(keyVersionOf(sealed)).data, full(aad), sealed)
  return {
    seal: (aad, text) => sealWith(key(newest).data, full(aad), text, newest),
    open: (aad, sealed) => openBytes(aad, sealed).toString('utf8'),
    openBytes,
    // Version 1 for ever: an index whose key moved would find nothing of the past.
    blind: (kind, text) => blindIndex(key(1).blind, kind, text),
    mac: (content) => createHmac('sha256', key(1).mac).update(content).digest(),
  }
}

function keyAad(tenantId: string, version: number): string {
  return `tenant_keys|${tenantId}|${version}`
}
