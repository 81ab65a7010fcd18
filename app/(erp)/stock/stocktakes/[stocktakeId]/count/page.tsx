import { forbidden, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { getStocktake } from '@/lib/modules/inventory/get-stocktake'
import { listStocktakeLines } from '@/lib/modules/inventory/list-stocktake-lines'
import { may } from '@/lib/platform/door/actor'
import { load, requireActor } from '@/lib/platform/entrance/page'
import { CountSheet } from './count-sheet'

type Props = { params: Promise<{ stocktakeId: string }> }

export async function generateMetadata() {
  return { title: (await getTranslations('stocktakes'))('count') }
}

/** What is still to be counted, in the sequence of the route. */
export default async function CountPage({ params }: Props) {
  const actor = await requireActor()
  if (!may(actor, 'stocktake.count')) forbidden()
  const stocktake = await load(getStocktake, await params)
  const { id: stocktakeId, number, state, blind } = stocktake
  const href = `/stock/stocktakes/${stocktakeId}`
  if (state !== 'counting') redirect(href)
  const [page, t] = await Promise.all([
    load(listStocktakeLines, { stocktakeId, due: '1', limit: 100 }),
    getTranslations('stocktakes'),
  ])
  return (
    <PageBody>
      <PageHeader
        title={t('counting.title', { number })}
        subtitle={blind ? `${t('counting.hidden')} · ${t('counting.text')}` : t('counting.text')}
        crumbs={[
          { label: t('title'), href: '/stock/stocktakes' },
          { label: number, href },
        ]}
      />
      <CountSheet person={actor.id ?? ''} stocktakeId={stocktakeId} lines={page.items} />
    </PageBody>
  )
}
