import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Runs `work` while no other process on this machine holds the lock of this name.
 * The lock is a socket in Linux' abstract name space: the kernel drops it with its process, so a `kill -9` leaves
 * nothing stale behind, which no lock file can promise.
 * @template T
 * @param {string} name
 * @param {() => Promise<T> | T} work
 * @param {() => void} [onWait] called once when somebody else holds it
 * @returns {Promise<T>}
 */
export async function withLock(name, work, onWait) {
  let server = await hold(name)
  if (!server) onWait?.()
  while (!server) {
    await sleep(100)
    server = await hold(name)
  }
  try {
    return await work()
  } finally {
    await new Promise((done) => server?.close(done))
  }
}

/**
 * @param {string} name
 * @returns {Promise<net.Server | null>}
 */
function hold(name) {
  return new Promise((done, fail) => {
    const server = net.createServer((socket) => socket.destroy())
    server.once('error', (error) => ('code' in error && error.code === 'EADDRINUSE' ? done(null) : fail(error)))
    server.listen(`\0caravan:${name}`, () => done(server))
  })
}
