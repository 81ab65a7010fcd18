import { getLocale, getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { PrintButton } from '@/components/print/print-button'
import { Card } from '@/components/ui/card'
import { Table, Td, Th } from '@/components/ui/table'
import { carriers } from '@/lib/kernel/carriers'
import { getHandOver } from '@/lib/modules/warehouse/get-hand-over'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor } from '@/lib/platform/entrance/page'
import { printHandOverAction } from '../../../../print/print-actions'

type Props = { params: Promise<{ handOverId: string }> }

export async function generateMetadata() {
  return { title: (await getTranslations('floor.handOver'))('one') }
}

/** What the carrier signs: printed as it stands, with room for a name and a time. */
export default async function HandOverPage({ params }: Props) {
  const [list, actor, t, locale] = await Promise.all([
    load(getHandOver, await params),
    requireActor(),
    getTranslations('floor.handOver'),
    getLocale(),
  ])
  const found = carriers.find(([code]) => code === list.carrierCode)
  const carrier = found ? (locale === 'zh-CN' ? found[1] : found[2]) : list.carrierCode
  return (
    <PageBody>
      <PageHeader
        crumbs={[{ label: t('title'), href: '/floor/hand-overs' }, { label: list.number }]}
        title={list.number}
        subtitle={t('facts', { carrier, warehouse: list.warehouseCode, parcels: list.parcels, by: list.createdBy })}
        actions={
          may(actor, 'print.hand-over') ? (
            <PrintButton kind="hand_over" input={{ handOverId: list.id }} count={1} print={printHandOverAction} />
          ) : undefined
        }
      />
      <Card padded={false}>
        <Table>
          <thead>
            <tr>
              <Th align="right">#</Th>
              <Th>{t('trackingNo')}</Th>
              <Th>{t('parcel')}</Th>
              <Th align="right">{t('weight')}</Th>
              <Th>{t('note')}</Th>
            </tr>
          </thead>
          <tbody>
            {list.lines.map((line, i) => (
              <tr key={line.fulfilmentId}>
                <Td align="right" className="tabular-nums">
                  {i + 1}
                </Td>
                <Td className="font-mono">{line.trackingNo}</Td>
                <Td className="font-mono">{line.number}</Td>
                <Td align="right" className="tabular-nums">
                  {line.weightG === null ? '—' : `${line.weightG} g`}
                </Td>
                <Td>{line.takenBack ? <span className="text-danger-text">{t('takenBack')}</span> : null}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Card>
      <dl className="grid grid-cols-2 gap-6 pt-6 text-sm">
        {(['handedOver', 'taken'] as const).map((who) => (
          <div key={who}>
            <dt className="text-muted">{t(who)}</dt>
            <dd className="mt-10 border-t border-line-strong" />
          </div>
        ))}
      </dl>
    </PageBody>
  )
}
