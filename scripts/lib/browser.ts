import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { chromium } from '@playwright/test'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

/** A Chromium of the system or one that Playwright has installed; nothing is downloaded. */
export function findBrowser(): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter).concat('/usr/bin')
  const system = names.flatMap((name) => folders.map((folder) => path.join(folder, name)))
  return [...system, chromium.executablePath()].find((file) => existsSync(file))
}

/** On Debian and as root, the browser and the fonts that Chinese pages need come from the system's packages. */
export function installBrowser(): void {
  const missing = [
    ...(findBrowser() ? [] : ['chromium']),
    ...(hasPackage('fonts-noto-cjk') || !isDebian() ? [] : ['fonts-noto-cjk']),
  ]
  if (missing.length === 0 || process.getuid?.() !== 0 || !isDebian()) return
  console.log(`Installing ${missing.join(', ')} …`)
  const apt = (args: string[]) =>
    spawnSync('apt-get', ['-qq', '-o', 'Dpkg::Use-Pty=0', ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  apt(['update'])
  apt(['install', '--yes', '--no-install-recommends', ...missing])
}

const isDebian = () => existsSync('/usr/bin/apt-get')
const hasPackage = (name: string) => spawnSync('dpkg', ['--status', name], { stdio: 'ignore' }).status === 0
