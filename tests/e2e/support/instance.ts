import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { startOf } from '@/scripts/lib/leases'

const folder = path.resolve('.cache/e2e')

/** A data folder for one run. Those of earlier runs are removed, with the clusters that had to live elsewhere. */
export function newDataFolder(): string {
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(folder)) {
    const [pid, start] = name.split('-')
    if (startOf(Number(pid)) !== start) removeDataFolder(path.join(folder, name))
  }
  const fresh = path.join(folder, `${process.pid}-${startOf(process.pid)}`)
  mkdirSync(fresh, { recursive: true })
  return fresh
}

function removeDataFolder(dir: string) {
  const where = path.join(dir, 'WHERE')
  if (existsSync(where)) rmSync(readFileSync(where, 'utf8').trim(), { recursive: true, force: true })
  rmSync(dir, { recursive: true, force: true })
}

/** The account that a first start creates. */
export function demo(): { email: string; password: string } {
  const file = path.join(process.env.E2E_DATA ?? '', 'demo-password')
  return { email: 'demo@caravan.example', password: readFileSync(file, 'utf8').trim() }
}
