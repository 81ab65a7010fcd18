import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { readProfile, writeProfile } from '@/lib/modules/settings/internal/profile-row'
import { profileFields, profileView } from '@/lib/modules/settings/schema'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

export const setProfile = command({
  name: 'company.set-profile',
  summary: 'Change licence, tax number and contacts of the company',
  http: { method: 'PATCH', path: '/company/profile' },
  input: z.object(profileFields).partial().extend({ version: versionField }).strict(),
  example: { legalName: '杭州商队科技有限公司', version: 1 },
  output: profileView,
  async run(ctx, { version, ...wished }) {
    await ctx.db.selectFrom('companies').select('version').forUpdate().executeTakeFirstOrThrow()
    const before = await readProfile(ctx)
    expectVersion(before, version)
    const given = Object.fromEntries(Object.entries(wished).filter(([, value]) => value !== undefined))
    await writeProfile(ctx, { ...before, ...given })
    ctx.touch('company', ctx.tenantId)
    // Which fields, never what stands in them.
    ctx.tell({ fields: Object.keys(given) })
    return readProfile(ctx)
  },
})
