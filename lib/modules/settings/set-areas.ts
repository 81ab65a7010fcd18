import { z } from 'zod'
import { areaNames } from '@/lib/kernel/areas'
import { versionField } from '@/lib/kernel/fields'
import { invalid } from '@/lib/kernel/refusal'
import { companyView as view } from '@/lib/modules/settings/internal/company-row'
import { companyView } from '@/lib/modules/settings/schema'
import { forgetActors } from '@/lib/platform/auth/actors'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

export const setAreas = command({
  name: 'company.set-areas',
  summary: 'Switch areas of work on and off; what is off is neither shown nor done by anybody',
  http: { method: 'PUT', path: '/company/areas' },
  input: z.strictObject({ off: z.array(z.enum(areaNames)).max(50), version: versionField }),
  example: { off: ['calls'], version: 1 },
  output: companyView,
  async run(ctx, { off, version }) {
    await ctx.db.selectFrom('companies').select('version').forUpdate().executeTakeFirstOrThrow()
    const before = await view(ctx)
    expectVersion(before, version)
    // Orders would wait for a review that nobody could give.
    if (before.financeReview && off.includes('financeReview')) invalid([{ path: 'id', code: 'finance_review_on' }])
    const areasOff = areaNames.filter((area) => off.includes(area))
    await ctx.sql(
      `update companies set settings = settings || jsonb_build_object('areasOff', $2::jsonb), version = version + 1
        where tenant_id = $1`,
      [JSON.stringify(areasOff)],
    )
    ctx.touch('company', ctx.tenantId)
    ctx.tell({ areasOff })
    forgetActors()
    return view(ctx)
  },
})
