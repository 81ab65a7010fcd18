import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/**
 * Who uses the server of a data folder: one empty file per process, named after its pid and the moment it started, so
 * that a pid given to another process after a crash counts as gone. The last one to leave stops the server.
 */
const folder = (dataDir: string) => path.join(dataDir, 'users')
const own = () => `${process.pid}-${startOf(process.pid)}`

export function takeLease(dataDir: string) {
  mkdirSync(folder(dataDir), { recursive: true })
  writeFileSync(path.join(folder(dataDir), own()), '')
}

export function dropLease(dataDir: string) {
  rmSync(path.join(folder(dataDir), own()), { force: true })
}

/** Whether anybody but us uses the server. Leases of the dead are swept on the way. */
export function usedByOthers(dataDir: string): boolean {
  let others = false
  for (const name of readNames(folder(dataDir)).filter((name) => name !== own())) {
    const [pid, start] = name.split('-')
    if (startOf(Number(pid)) === start) others = true
    else rmSync(path.join(folder(dataDir), name), { force: true })
  }
  return others
}

function readNames(dir: string): string[] {
  try {
    return readdirSync(dir)
  } catch {
    return []
  }
}

/** Clock ticks since boot at which the process started, or undefined when there is none. */
export function startOf(pid: number): string | undefined {
  try {
    // The second field is the program's name in brackets and may hold spaces; the start is the 20th field after it.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19]
  } catch {
    return undefined
  }
}
