import { execFileSync } from 'node:child_process'

/** Where a program can be had: installed, or from the system's packages where we may install them. */
export function programOf(names: readonly string[], debianPackage: string): string | undefined {
  const found = which(names)
  if (found || process.getuid?.() !== 0) return found
  const apt = (...args: string[]) =>
    execFileSync('apt-get', ['-o', 'DPkg::Lock::Timeout=60', ...args], {
      stdio: 'ignore',
      timeout: 90_000,
      // No service must come up: the tests run their own.
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
    })
  const install = () => apt('install', '-y', '--no-install-recommends', debianPackage)
  try {
    try {
      install()
    } catch {
      // A machine that has never asked does not know its packages yet.
      apt('update')
      install()
    }
  } catch {
    return undefined
  }
  return which(names)
}

function which(names: readonly string[]): string | undefined {
  try {
    const asked = names.map((name) => `command -v ${name}`).join(' || ')
    const env = { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin` }
    return execFileSync('sh', ['-c', asked], { encoding: 'utf8', env }).trim() || undefined
  } catch {
    return undefined
  }
}
