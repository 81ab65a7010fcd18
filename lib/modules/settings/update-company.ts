import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { invalid } from '@/lib/kernel/refusal'
import { timeZoneChanged } from '@/lib/modules/settings/events'
import { companyView as view } from '@/lib/modules/settings/internal/company-row'
import { companyFields, companyView } from '@/lib/modules/settings/schema'
import { forgetActors } from '@/lib/platform/auth/actors'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

export const updateCompany = command({
  name: 'company.update',
  summary: 'Change the company and its settings',
  http: { method: 'PATCH', path: '/company' },
  input: z.object(companyFields).partial().extend({ version: versionField }).strict(),
  example: { reviewWaitMinutes: 15, version: 1 },
  output: companyView,
  async run(ctx, { version, name, currency, timeZone, ...wished }) {
    const { costMethod } = wished
    await ctx.db.selectFrom('companies').select('version').forUpdate().executeTakeFirstOrThrow()
    const before = await view(ctx)
    expectVersion(before, version)
    // Sums of old orders are in the old currency; a changed one would relabel them.
    if (currency !== undefined && currency !== before.currency && !before.currencyMayChange) {
      invalid([{ path: 'currency', code: 'in_use' }])
    }
    // What has gone out was valued by the old method; a changed one would make two truths of one ledger.
    if (costMethod !== undefined && costMethod !== before.costMethod && !before.costMethodMayChange) {
      invalid([{ path: 'costMethod', code: 'has_movements' }])
    }
    const settings = {
      reviewWaitMinutes: wished.reviewWaitMinutes ?? before.reviewWaitMinutes,
      financeReview: wished.financeReview ?? before.financeReview,
      splitOrders: wished.splitOrders ?? before.splitOrders,
      partialShipping: wished.partialShipping ?? before.partialShipping,
      mergeAcrossShops: wished.mergeAcrossShops ?? before.mergeAcrossShops,
      costMethod: costMethod ?? before.costMethod,
      duplicateHours: wished.duplicateHours ?? before.duplicateHours,
      duplicateAcrossShops: wished.duplicateAcrossShops ?? before.duplicateAcrossShops,
      riskThreshold: wished.riskThreshold ?? before.riskThreshold,
      stationIdleMinutes: wished.stationIdleMinutes ?? before.stationIdleMinutes,
      areasOff: before.areasOff,
    }
    await ctx.db
      .updateTable('companies')
      .set({
        name: name ?? before.name,
        currency: currency ?? before.currency,
        time_zone: timeZone ?? before.timeZone,
        settings: JSON.stringify(settings),
        version: before.version + 1,
      })
      .execute()
    ctx.touch('company', ctx.tenantId)
    const after = await view(ctx)
    const told = [
      'currency',
      'timeZone',
      'reviewWaitMinutes',
      'financeReview',
      'splitOrders',
      'partialShipping',
      'mergeAcrossShops',
      'costMethod',
      'duplicateHours',
      'duplicateAcrossShops',
      'riskThreshold',
      'stationIdleMinutes',
    ] as const
    ctx.tell(Object.fromEntries(told.filter((key) => after[key] !== before[key]).map((key) => [key, after[key]])))
    if (after.timeZone !== before.timeZone) ctx.emit(timeZoneChanged)
    forgetActors()
    return after
  },
})
