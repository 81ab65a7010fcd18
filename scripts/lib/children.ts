import { type ChildProcess, spawn } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startOf } from './leases'

type Known = { pid: number; start: string }

/**
 * The long-running programs of one start, in the order in which they are to be stopped: each in a process group of its
 * own (ctrl-C in a terminal is for us, who stop them in order), written down, so that the next start finds those a
 * killed start has left.
 */
export class Children {
  private readonly running = new Map<string, ChildProcess>()
  private stopping = false

  constructor(
    private readonly dataDir: string,
    private readonly values: Record<string, string>,
  ) {}

  /** Starts a program and starts it again whenever it ends, after a pause that grows while it keeps failing. */
  keep(name: string, command: string[], log: 'file' | 'stderr' = 'file', pause = 500) {
    const output = log === 'file' ? openLog(this.dataDir, name) : 2
    const begun = Date.now()
    const child = spawn(process.execPath, command, {
      detached: true,
      stdio: ['ignore', output, output],
      env: { ...process.env, ...this.values },
    })
    if (output !== 2) closeSync(output)
    this.running.set(name, child)
    this.writeDown()
    child.once('exit', async (code, signal) => {
      this.running.delete(name)
      if (this.stopping) return
      const next = Date.now() - begun > 60_000 ? 500 : Math.min(pause * 2, 30_000)
      console.error(`The ${name} process ended (${signal ?? code}); starting it again in ${next / 1000} s`)
      await sleep(next)
      if (!this.stopping) this.keep(name, command, log, next)
    })
  }

  async stop() {
    this.stopping = true
    for (const [, child] of [...this.running]) {
      if (child.pid && child.exitCode === null && child.signalCode === null) await end(child.pid)
    }
    this.writeDown()
  }

  private writeDown() {
    writeDown(processesFile(this.dataDir), [...this.running.values()])
  }
}

function writeDown(note: string, running: readonly ChildProcess[]) {
  const known = running.flatMap(({ pid }) => (pid ? [{ pid, start: startOf(pid) ?? '' }] : []))
  writeFileSync(note, JSON.stringify(known))
}

/**
 * Runs a program to its end; its output goes to stderr, since stdout is for the answer of the command that asked. It is
 * written down in `note` as long as it runs: what a killed start has left of it is ended before it begins anew.
 */
export async function runChild(
  command: readonly string[],
  values: Record<string, string>,
  note: string,
  signal?: AbortSignal,
): Promise<number | null> {
  await endOrphans(note)
  signal?.throwIfAborted()
  mkdirSync(path.dirname(note), { recursive: true })
  // A group of its own, for what it starts itself; so a terminal's ctrl-C has to be handed on.
  const child = spawn(process.execPath, command, {
    detached: true,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, ...values },
  })
  writeDown(note, [child])
  const stop = () => {
    if (child.pid) void end(child.pid)
  }
  signal?.addEventListener('abort', stop)
  let told: NodeJS.Signals | undefined
  const hear = (name: NodeJS.Signals) => {
    told = name
    stop()
  }
  for (const name of stopSignals) process.on(name, hear)
  try {
    return await new Promise<number | null>((done, fail) => {
      child.once('error', fail)
      child.once('exit', done)
    })
  } finally {
    signal?.removeEventListener('abort', stop)
    for (const name of stopSignals) process.off(name, hear)
    rmSync(note, { force: true })
    // Who has no way of their own to stop ends as they would have without us.
    if (told && process.listenerCount(told) === 0) process.kill(process.pid, told)
  }
}

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

export const processesFile = (dataDir: string) => path.join(dataDir, 'processes.json')

/** Ends what a start that was killed has left. The start time tells our process from a later one with its pid. */
export async function endOrphans(note: string) {
  if (!existsSync(note)) return
  let known: Known[] = []
  try {
    known = JSON.parse(readFileSync(note, 'utf8')) as Known[]
  } catch {
    // Cut off in the middle by the kill: nothing to go by, and a port still taken will say so.
  }
  await Promise.all(known.filter(({ pid, start }) => startOf(pid) === start).map(({ pid }) => end(pid)))
}

/** Asks a process group to end, and makes it end after ten seconds. */
async function end(pid: number) {
  send(pid, 'SIGTERM')
  for (const patience = Date.now() + 10_000; Date.now() < patience; await sleep(25)) {
    if (!send(pid, 0)) return
  }
  send(pid, 'SIGKILL')
}

function send(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-group, signal)
  } catch {
    return false
  }
}

function openLog(dataDir: string, name: string): number {
  const log = path.join(dataDir, 'log', `${name}.log`)
  mkdirSync(path.dirname(log), { recursive: true })
  if (existsSync(log) && statSync(log).size > 10_000_000) renameSync(log, `${log}.1`)
  return openSync(log, 'a', 0o600)
}
