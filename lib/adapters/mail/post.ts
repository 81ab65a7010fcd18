import { mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createTransport } from 'nodemailer'
import { type Deliver, type Letter, MailRefused } from '@/lib/platform/mail/mail'

type Settings = { readonly MAIL_URL: string; readonly MAIL_FROM: string }

/** Where mails go: `file:` a folder of .eml files, for trying out and for machines without mail; `smtp:` a mail server. */
export function postOf({ MAIL_URL: url, MAIL_FROM: from }: Settings): Deliver {
  return url.startsWith('file:') ? toFolder(url.slice('file:'.length), from) : toServer(url, from)
}

function toFolder(folder: string, from: string): Deliver {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' })
  return async (letter) => {
    const { message } = await transport.sendMail(messageOf(letter, from))
    // The links in it open accounts: nobody else on the machine shall read them.
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const file = path.join(folder, `${new Date().toISOString().replaceAll(/[:.]/g, '-')}-${letter.id}.eml`)
    await writeFile(`${file}.part`, message, { mode: 0o600 })
    await rename(`${file}.part`, file)
  }
}

function toServer(url: string, from: string): Deliver {
  const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 }
  const transport = createTransport({ url, ...patience })
  return async (letter) => {
    try {
      await transport.sendMail(messageOf(letter, from))
    } catch (e) {
      const { code = 'fault', responseCode = 0 } = e as { code?: string; responseCode?: number }
      // That the server does not know us says nothing about this mail: it goes once the password is mended.
      throw new MailRefused(responseCode ? `${code} ${responseCode}` : code, responseCode >= 500 && code !== 'EAUTH')
    }
  }
}

function messageOf({ id, to, subject, text, html }: Letter, from: string) {
  // Nothing in a letter may make us read files or fetch addresses.
  const closed = { disableFileAccess: true, disableUrlAccess: true }
  const headers = { 'Auto-Submitted': 'auto-generated' }
  return { ...closed, from, to: { name: '', address: to }, subject, text, html, messageId: `<${id}@caravan>`, headers }
}
