import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from '@playwright/test'

/** The link of the newest mail to this address whose link leads to `place`; the workers write mails into the data folder. */
export async function linkFor(address: string, place: string): Promise<string> {
  const folder = path.join(process.env.E2E_DATA ?? '', 'mail')
  let link = ''
  await expect
    .poll(
      () => {
        const files = existsSync(folder) ? readdirSync(folder).sort().reverse() : []
        for (const file of files.filter((name) => name.endsWith('.eml'))) {
          const text = readFileSync(path.join(folder, file), 'utf8')
          if (!text.includes(`To: ${address}`)) continue
          // Quoted-printable breaks long lines with `=` and writes `=` as `=3D`.
          const plain = text.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '=')
          link = new RegExp(`https?://[^\\s"<]+/${place}/[\\w-]{43}`).exec(plain)?.[0] ?? ''
          if (link) return true
        }
        return false
      },
      { timeout: 20_000 },
    )
    .toBe(true)
  return link
}
