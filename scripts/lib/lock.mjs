import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Runs `work` while no other process on this machine holds the lock of this name.
 * @template T
 * @param {string} name
 * @param {() => Promise<T> | T} work
 * @param {() => void} [onWait] called once when somebody else holds it
 * @returns {Promise<T>}
 */
export async function withLock(name, work, onWait) {
  let release = await takeLock(name, 0)
  if (!release) onWait?.()
  release ??= await takeLock(name, Number.POSITIVE_INFINITY)
  try {
    return await work()
  } finally {
    await release?.()
  }
}

/**
 * Waits up to `patience` milliseconds for the lock; answers how to give it back, or null.
 * The lock is a socket in Linux' abstract name space: the kernel drops it with its process, so a `kill -9` leaves
 * nothing stale behind, which no lock file can promise.
 * @param {string} name
 * @param {number} patience
 * @returns {Promise<(() => Promise<void>) | null>}
 */
export async function takeLock(name, patience) {
  const end = Date.now() + patience
  for (;;) {
    const server = await bind(name)
    if (server) return () => new Promise((done) => server.close(() => done()))
    if (Date.now() >= end) return null
    await sleep(100)
  }
}

/**
 * @param {string} name
 * @returns {Promise<net.Server | null>}
 */
function bind(name) {
  return new Promise((done, fail) => {
    const server = net.createServer((socket) => socket.destroy())
    server.once('error', (error) => ('code' in error && error.code === 'EADDRINUSE' ? done(null) : fail(error)))
    server.listen(`\0caravan:${name}`, () => done(server))
  })
}
