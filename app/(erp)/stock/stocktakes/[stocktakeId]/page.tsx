import { getLocale, getTranslations } from 'next-intl/server'
import { Facts } from '@/components/layout/detail-grid'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { Section } from '@/components/layout/section'
import { PrintButton } from '@/components/print/print-button'
import { Quantity } from '@/components/stock/quantity'
import { StocktakeBadge } from '@/components/stock/stocktake-badge'
import { MoneyCell } from '@/components/table/money-cell'
import { StatusTabs } from '@/components/table/status-tabs'
import { Card } from '@/components/ui/card'
import { getStocktake } from '@/lib/modules/inventory/get-stocktake'
import { listStocktakeLines } from '@/lib/modules/inventory/list-stocktake-lines'
import type { StocktakeView } from '@/lib/modules/inventory/stocktake-schema'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { pageParams } from '@/lib/platform/entrance/page-params'
import type { SearchParams } from '@/lib/platform/entrance/search-params'
import { printCountSheetAction } from '../../../../print/print-actions'
import { warehouseNames } from '../../warehouses'
import { StocktakeActions } from './stocktake-actions'
import { StocktakeLines } from './stocktake-lines'

type Props = { params: Promise<{ stocktakeId: string }>; searchParams: SearchParams }

export async function generateMetadata({ params }: Props) {
  const t = await getTranslations('stocktakes')
  const stocktake = await tryLoad(getStocktake, await params)
  return { title: stocktake.ok ? t('document', { number: stocktake.value.number }) : t('title') }
}

const rights = ['start', 'count', 'submit', 'recount', 'leave-out', 'review', 'post', 'cancel'] as const

export default async function StocktakePage({ params, searchParams }: Props) {
  const stocktake = await load(getStocktake, await params)
  const { id: stocktakeId, number, state, lines } = stocktake
  const query = await pageParams(listStocktakeLines.input.omit({ stocktakeId: true }), searchParams)
  const [actor, page, warehouses, t, locale] = await Promise.all([
    requireActor(),
    load(listStocktakeLines, { ...query, stocktakeId }),
    warehouseNames(),
    getTranslations('stocktakes'),
    getLocale(),
  ])
  const path = `/stock/stocktakes/${stocktakeId}`
  const filters = stocktake.figures
    ? (['all', 'differs', ...(state === 'counting' ? (['due'] as const) : [])] as const)
    : (['all', 'due'] as const)
  const tabs = filters.map((key) => ({
    key,
    label: t(`tabs.${key}`),
    href: key === 'all' ? path : `${path}?${key}=1`,
  }))
  const file = (format: string) => `/api/v1${path}/lines/export?format=${format}&locale=${locale}`
  return (
    <PageBody wide>
      <PageHeader
        title={t('document', { number })}
        badge={<StocktakeBadge state={state} />}
        subtitle={warehouses[stocktake.warehouseCode] ?? stocktake.warehouseCode}
        crumbs={[{ label: t('title'), href: '/stock/stocktakes' }, { label: number }]}
        actions={
          <>
            {state === 'counting' && may(actor, 'print.count-sheet') ? (
              <PrintButton kind="count_sheet" input={{ stocktakeId }} count={1} print={printCountSheetAction} />
            ) : null}
            <StocktakeActions
              stocktake={stocktake}
              rights={rights.filter((right) => may(actor, `stocktake.${right}`))}
            />
          </>
        }
      />
      <Card>
        <Facts items={await factsOf(stocktake)} />
      </Card>
      {lines > 0 ? (
        <Section
          title={stocktake.figures ? t('report') : t('sheet')}
          aside={
            may(actor, 'stocktake.export-lines') ? (
              <span className="flex gap-3 text-sm">
                {(['xlsx', 'csv'] as const).map((format) => (
                  <a key={format} href={file(format)} className="text-accent-text hover:underline">
                    {t(format === 'csv' ? 'exportCsv' : 'exportXlsx')}
                  </a>
                ))}
              </span>
            ) : null
          }
        >
          <StatusTabs current={query.due ? 'due' : query.differs ? 'differs' : 'all'} items={tabs} />
          <StocktakeLines
            stocktake={stocktake}
            page={page}
            mayLeaveOut={state === 'review' && may(actor, 'stocktake.leave-out')}
            mayRecount={(state === 'review' || state === 'approved') && may(actor, 'stocktake.recount')}
          />
        </Section>
      ) : null}
    </PageBody>
  )
}

/** What is counted, how far it is, what it came to, and who signed. */
async function factsOf(stocktake: StocktakeView) {
  const t = await getTranslations('stocktakes')
  const { figures, currency, lines, open, again, leftOut, countedBy } = stocktake
  const scope = [t(`kinds.${stocktake.kind}`), stocktake.zoneCode ?? stocktake.category?.nameZh ?? stocktake.abcClass]
  const signed = { submitted: stocktake.submittedBy, reviewed: stocktake.reviewedBy, posted: stocktake.postedBy }
  const worth = (units: number, value: string) => (
    <>
      <Quantity value={units} /> · <MoneyCell amount={value} currency={currency} />
    </>
  )
  return [
    { key: 'kind', label: t('kind'), value: scope.filter(Boolean).join(' ') },
    { key: 'progress', label: t('progress'), value: t('progressText', { done: lines - open, lines }) },
    { key: 'again', label: t('again'), value: <Quantity value={again} /> },
    ...(leftOut > 0 ? [{ key: 'leftOut', label: t('leftOut'), value: <Quantity value={leftOut} /> }] : []),
    ...(figures
      ? [
          { key: 'differing', label: t('differing'), value: <Quantity value={figures.differing} /> },
          { key: 'expected', label: t('expected'), value: <Quantity value={figures.expected} /> },
          { key: 'counted', label: t('counted'), value: <Quantity value={figures.counted} /> },
          { key: 'gain', label: t('gain'), value: worth(figures.gainUnits, figures.gainValue) },
          { key: 'loss', label: t('loss'), value: worth(figures.lossUnits, figures.lossValue) },
        ]
      : []),
    ...(countedBy.length > 0
      ? [
          {
            key: 'countedBy',
            label: t('signed.counted'),
            value: countedBy.map((one) => t('countedLines', one)).join(' · '),
          },
        ]
      : []),
    ...(['submitted', 'reviewed', 'posted'] as const).flatMap((key) =>
      signed[key] ? [{ key, label: t(`signed.${key}`), value: signed[key] }] : [],
    ),
    ...(stocktake.note ? [{ key: 'note', label: t('note'), value: stocktake.note, wide: true }] : []),
  ]
}
