'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { ActionResult } from '@/components/form/action-result'
import { useAction } from '@/components/form/use-action'
import { Quantity } from '@/components/stock/quantity'
import { SkuCell } from '@/components/stock/sku-cell'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { toast } from '@/components/ui/toast'
import type { TransferSuggestion } from '@/lib/modules/purchasing/schema'

type Created = { id: string; number: string }
type Create = (input: unknown) => Promise<ActionResult<Created>>
type Props = {
  items: readonly TransferSuggestion[]
  warehouses: Readonly<Record<string, string>>
  create: Create | null
}

/** One card per way between two warehouses, and one button that drafts its transfer with all its lines. */
export function SuggestionRoutes({ items, warehouses, create }: Props) {
  const routes = new Map<string, TransferSuggestion[]>()
  for (const item of items) {
    const key = `${item.from.warehouseCode}\n${item.to.warehouseCode}`
    routes.set(key, [...(routes.get(key) ?? []), item])
  }
  return (
    <div className="flex flex-col gap-4">
      {[...routes].map(([key, lines]) => (
        <RouteCard key={key} lines={lines} warehouses={warehouses} create={create} />
      ))}
    </div>
  )
}

function RouteCard({ lines, warehouses, create }: Omit<Props, 'items'> & { lines: readonly TransferSuggestion[] }) {
  const t = useTranslations('alerts')
  const [{ from, to } = { from: { warehouseCode: '' }, to: { warehouseCode: '' } }] = lines
  const nameOf = (code: string) => warehouses[code] ?? code
  const units = lines.reduce((sum, { quantity }) => sum + quantity, 0)
  return (
    <Card
      padded={false}
      title={t('suggest.route', { from: nameOf(from.warehouseCode), to: nameOf(to.warehouseCode) })}
      aside={
        <>
          <span className="text-muted">{t('suggest.lines', { count: lines.length, units })}</span>
          {create ? <CreateButton lines={lines} create={create} /> : null}
        </>
      }
    >
      <div className="overflow-x-auto">
        <table className="list" aria-label={t('suggest.title')}>
          <thead>
            <tr>
              <th scope="col">{t('sku')}</th>
              <th scope="col">{t('suggest.from')}</th>
              <th scope="col">{t('suggest.to')}</th>
              <th scope="col" data-align="right">
                {t('suggest.quantity')}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.skuId}>
                <td data-frozen="">
                  <SkuCell code={line.skuCode} name={line.name} nameEn={line.nameEn} href={`/stock/${line.skuId}`} />
                </td>
                <td data-label={t('suggest.from')}>
                  <Cover place={line.from} />
                </td>
                <td data-label={t('suggest.to')}>
                  <Cover place={line.to} />
                </td>
                <td data-label={t('suggest.quantity')} data-align="right">
                  <Quantity value={line.quantity} className="font-semibold" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  )
}

/** What lies there and how long it lasts, and below it what the daily demand is made of. */
function Cover({ place }: { place: TransferSuggestion['from'] }) {
  const t = useTranslations('alerts.suggest')
  const { available, coverDays, sold, stockedDays, elsewhere, waiting, safety, daily } = place
  return (
    <span className="flex flex-col gap-0.5">
      <span>{coverDays === null ? t('coverNone', { available }) : t('cover', { available, days: coverDays })}</span>
      <span className="text-xs text-muted">{t('basis', { sold, stockedDays, elsewhere, waiting, safety, daily })}</span>
    </span>
  )
}

function CreateButton({ lines, create }: { lines: readonly TransferSuggestion[]; create: Create }) {
  const t = useTranslations('alerts.suggest')
  const router = useRouter()
  const { run, pending } = useAction(create, ({ id, number }) => {
    toast.success(t('created', { number }))
    router.push(`/stock/transfers/${id}`)
  })
  return (
    <Button
      size="sm"
      pending={pending}
      onClick={() =>
        run({
          fromWarehouseCode: lines[0]?.from.warehouseCode,
          toWarehouseCode: lines[0]?.to.warehouseCode,
          lines: lines.map(({ skuCode, quantity }) => ({ skuCode, quantity })),
        })
      }
    >
      {t('create')}
    </Button>
  )
}
