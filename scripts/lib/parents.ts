import { readFileSync } from 'node:fs'
import { startOf } from './leases'

/**
 * Tells when the npm that runs us is gone. Killed the hard way, it cannot pass a signal on, and neither can the shell
 * it put between: we would go on unseen and hold the port.
 */
export function followNpm(onGone: () => void) {
  if (!process.env.npm_lifecycle_event) return
  const chain: { pid: number; start: string | undefined }[] = []
  for (let pid = process.ppid; pid > 1 && chain.length < 3; pid = parentOf(pid)) {
    chain.push({ pid, start: startOf(pid) })
    if (/^(npm|\S*node\S*\s.*npm)/.test(commandOf(pid))) break
  }
  setInterval(() => {
    if (chain.some(({ pid, start }) => startOf(pid) !== start)) onGone()
  }, 500).unref()
}

const parentOf = (pid: number) => Number(read(pid, 'stat').split(') ').at(-1)?.split(' ')[1] ?? 0)
const commandOf = (pid: number) => read(pid, 'cmdline').replaceAll('\0', ' ')

function read(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    return ''
  }
}
