import { getLocale, getTranslations } from 'next-intl/server'
import { OutputForm } from '@/components/floor/output-form'
import { outputKinds } from '@/components/floor/output-kinds'
import { OutputList } from '@/components/floor/output-list'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { addDays, businessDay, dayStart } from '@/lib/kernel/time'
import { workOutput } from '@/lib/modules/warehouse/work-output'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor } from '@/lib/platform/entrance/page'
import { pageParams } from '@/lib/platform/entrance/page-params'
import { pickParams, type SearchParams } from '@/lib/platform/entrance/search-params'
import { FloorTabs } from '../floor-tabs'
import { warehouseOf } from '../warehouse-of'

export async function generateMetadata() {
  return { title: (await getTranslations('floor.output'))('title') }
}

const day = /^\d{4}-\d\d-\d\d$/
const list = workOutput.input.omit({ from: true, to: true })

export default async function OutputPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, days, asked, { options }, t, locale] = await Promise.all([
    requireActor(),
    pickParams(searchParams, ['from', 'to']),
    pageParams(list, searchParams),
    warehouseOf(searchParams),
    getTranslations('floor.output'),
    getLocale(),
  ])
  const zone = actor.tenant.timeZone
  const today = businessDay(new Date(), zone)
  const [to = today, from = to] = [days.to, days.from].map((one) => (one && day.test(one) ? one : undefined))
  const by = outputKinds.find((kind) => kind === asked.by) ?? 'person'
  const window = { from: dayStart(from, zone).toISOString(), to: dayStart(addDays(to, 1), zone).toISOString() }
  const page = await load(workOutput, { ...asked, ...window, by })
  const { warehouseCode = '' } = asked
  const file = (format: string) =>
    `/api/v1/work/output/export?${new URLSearchParams({ ...window, by, ...(warehouseCode && { warehouseCode }), format, locale })}`
  return (
    <PageBody wide>
      <PageHeader
        title={t('title')}
        titleInBar
        actions={<OutputForm from={from} to={to} by={by} warehouseCode={warehouseCode} warehouses={options} />}
      />
      <FloorTabs current="output" />
      {may(actor, 'work.export') ? (
        <p className="flex justify-end gap-3 text-sm">
          {(['xlsx', 'csv'] as const).map((format) => (
            <a key={format} href={file(format)} className="text-accent-text hover:underline">
              {t(format)}
            </a>
          ))}
        </p>
      ) : null}
      <OutputList page={page} by={by} />
    </PageBody>
  )
}
