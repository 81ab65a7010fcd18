// Completes package-lock.json after an `npm install`: node scripts/lib/complete-lock.mjs
//
// Packages like Next or Biome name one optional package per platform. When the registry at hand does not serve those of
// other platforms, `npm install` leaves them out without a word, and `npm ci` then refuses the lock ("Missing … from
// lock file"). An entry that says no more than version and platform satisfies it, and is skipped where it does not fit.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The optional packages a lock lacks: where each belongs, and its exact version.
 * @param {{ packages: Record<string, { optionalDependencies?: Record<string, string> }> }} lock
 */
export function missingFrom({ packages }) {
  return Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !packages[`node_modules/${name}`] && !packages[`${place}/node_modules/${name}`])
      .map(([name, version]) => ({ name, version, dev: 'dev' in (packages[place] ?? {}) })),
  )
}

/** @param {string} name */
function platformOf(name) {
  const os = ['darwin', 'win32', 'android', 'freebsd', 'linux'].find((system) => name.includes(system))
  const cpu = ['arm64', 'x64', 'ia32', 'ppc64', 's390x', 'arm', 'wasm32'].find((kind) => name.includes(kind))
  if (!cpu) throw new Error(`No platform can be read from the name ${name}`)
  return { ...(os && { os: [os] }), cpu: [cpu] }
}

const file = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../package-lock.json')
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lock = JSON.parse(readFileSync(file, 'utf8'))
  const missing = missingFrom(lock)
  for (const { name, version, dev } of missing) {
    lock.packages[`node_modules/${name}`] = { version, ...platformOf(name), ...(dev && { dev }), optional: true }
  }
  // Left by packages that have gone; npm never installs them.
  for (const [place, { extraneous }] of Object.entries(lock.packages)) if (extraneous) delete lock.packages[place]
  // npm sorts by place; a file in another sequence would change with the next install.
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')))
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
  console.error(`${missing.length} optional packages of other platforms added`)
}
