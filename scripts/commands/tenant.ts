import type { Command } from 'commander'
import { z } from 'zod'
import { currencyField, nameField, zoneField } from '@/lib/kernel/fields'
import { inviteUrl } from '@/lib/platform/auth/invitations'
import { registerCompany } from '@/lib/platform/auth/register-company'
import { registration } from '@/lib/platform/auth/register-owner'
import { emailField } from '@/lib/platform/auth/sign-in'
import { parse } from '@/lib/platform/door/run'
import { answer } from './answer'
import { onDatabase } from './command'

const options = z.object({
  slug: registration.shape.slug,
  name: nameField(120),
  ownerEmail: emailField,
  ownerName: nameField(80).optional(),
  currency: currencyField,
  timeZone: zoneField,
})

export function tenantCommands(program: Command): void {
  program
    .command('tenant')
    .description('companies of this instance')
    .command('create')
    .description('create a company; its owner sets a password by the link that is printed')
    .requiredOption('--slug <slug>', 'short name: a–z, 0–9, -')
    .requiredOption('--name <name>', 'name of the company')
    .requiredOption('--owner-email <email>', 'e-mail of the owner')
    .option('--owner-name <name>', 'name of the owner; the e-mail without its domain unless given')
    .option('--currency <code>', 'ISO 4217 code of the books', 'CNY')
    .option('--time-zone <zone>', 'IANA time zone of the business day', 'Asia/Shanghai')
    .action((raw) =>
      onDatabase(async () => {
        const { slug, name, currency, timeZone, ownerEmail, ownerName } = parse(options, raw)
        const owner = { email: ownerEmail, name: ownerName ?? ownerEmail.slice(0, ownerEmail.indexOf('@')) }
        const made = await registerCompany({ slug, name, currency, timeZone, owner })
        if (!made.invitation) throw new Error('a company without a password has an invitation')
        answer({ id: made.tenantId, slug, ownerId: made.memberId, inviteUrl: inviteUrl(made.invitation) })
        return 0
      }),
    )
}
