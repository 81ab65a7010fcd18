import { getTranslations } from 'next-intl/server'
import { OutputForm } from '@/components/floor/output-form'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { TimeCell } from '@/components/table/time-cell'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Table, Td, Th } from '@/components/ui/table'
import { addDays, businessDay, dayStart } from '@/lib/kernel/time'
import { workOutput } from '@/lib/modules/warehouse/work-output'
import { load, requireActor } from '@/lib/platform/entrance/page'
import { pickParams, type SearchParams } from '@/lib/platform/entrance/search-params'
import { FloorTabs } from '../floor-tabs'

export async function generateMetadata() {
  return { title: (await getTranslations('floor.output'))('title') }
}

const kinds = ['person', 'hour', 'sku'] as const
const day = /^\d{4}-\d\d-\d\d$/

export default async function OutputPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, asked, t] = await Promise.all([
    requireActor(),
    pickParams(searchParams, ['day', 'by']),
    getTranslations('floor.output'),
  ])
  const zone = actor.tenant.timeZone
  const today = businessDay(new Date(), zone)
  const chosen = asked.day && day.test(asked.day) ? asked.day : today
  const by = kinds.find((kind) => kind === asked.by) ?? 'person'
  const window = { from: dayStart(chosen, zone).toISOString(), to: dayStart(addDays(chosen, 1), zone).toISOString() }
  const { items, capped } = await load(workOutput, { ...window, by })
  return (
    <PageBody>
      <PageHeader title={t('title')} titleInBar actions={<OutputForm day={chosen} by={by} />} />
      <FloorTabs current="output" />
      <Card padded={false}>
        {items.length === 0 ? (
          <EmptyState title={t('empty')} text={t('emptyText')} />
        ) : (
          <Table>
            <thead>
              <tr>
                <Th>{t('person')}</Th>
                <Th>{t('operation')}</Th>
                {by === 'hour' ? <Th>{t('hour')}</Th> : null}
                {by === 'sku' ? <Th>{t('sku')}</Th> : null}
                <Th align="right">{t('pieces')}</Th>
                <Th align="right">{t('scans')}</Th>
                <Th align="right">{t('refused')}</Th>
              </tr>
            </thead>
            <tbody>
              {items.map((row) => (
                <tr key={`${row.person} ${row.operation} ${row.hour} ${row.skuCode}`}>
                  <Td>{row.person}</Td>
                  <Td>{t(`operations.${row.operation}`)}</Td>
                  {by === 'hour' ? (
                    <Td>
                      <TimeCell value={row.hour} exact />
                    </Td>
                  ) : null}
                  {by === 'sku' ? <Td className="font-mono">{row.skuCode ?? t('parcels')}</Td> : null}
                  <Td align="right" className="font-semibold tabular-nums">
                    {row.pieces}
                  </Td>
                  <Td align="right" className="tabular-nums">
                    {row.scans}
                  </Td>
                  <Td align="right" className="tabular-nums">
                    {row.refused}
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Card>
      {capped ? <p className="text-sm text-muted">{t('capped')}</p> : null}
    </PageBody>
  )
}
