import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { MoneyCell } from '@/components/table/money-cell'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { Table, Td, Th } from '@/components/ui/table'
import type { OrderLineView, OrderView } from '@/lib/modules/orders/schema'
import { type OrderSums, sumsOf } from './order-sums'

function Goods({ line, price }: { line: OrderLineView; price: ReactNode }) {
  const t = useTranslations('orders.line')
  return (
    <div className={cn('py-1 md:min-w-44', line.quantity === 0 && 'text-muted line-through')}>
      <div className="line-clamp-2">{line.title || line.sellerSku || '—'}</div>
      <div className="flex flex-wrap items-center gap-1.5 text-xs text-muted">
        {line.skuCode ? (
          <Link
            href={`/products?q=${encodeURIComponent(line.skuCode)}`}
            className="font-mono text-accent-text hover:underline"
          >
            {line.skuCode}
          </Link>
        ) : (
          <>
            <Badge tone="amber">{t('unmapped')}</Badge>
            <span className="font-mono">{line.sellerSku}</span>
          </>
        )}
        {line.kind === 'gift' ? <Badge tone="violet">{t('gift')}</Badge> : null}
        {line.quantity === 0 ? <span className="no-underline">{t('removed')}</span> : null}
        <span className="md:hidden">
          {line.kind === 'ordered' ? price : null} × {line.quantity}
        </span>
      </div>
      {line.parts.length > 0 ? (
        <ul className="mt-0.5 flex flex-wrap gap-x-3 text-xs text-muted" aria-label={t('parts')}>
          {line.parts.map((part) => (
            <li key={part.skuCode} className="font-mono">
              {part.skuCode} × {part.quantity}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}

function Sum({ label, children, strong = false }: { label: string; children: ReactNode; strong?: boolean }) {
  return (
    <div className={cn('flex items-baseline justify-between gap-8', strong && 'text-base font-semibold')}>
      <dt className={cn(!strong && 'text-muted')}>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Sums({ order, sums }: { order: OrderView; sums: OrderSums }) {
  const t = useTranslations('orders.money')
  const money = (amount: string) => <MoneyCell amount={amount} currency={order.currency} />
  return (
    <dl className="ml-auto flex w-full max-w-72 flex-col gap-1 border-t border-line-soft px-4 py-3 text-sm md:border-0">
      <Sum label={t('goods')}>{money(order.goods)}</Sum>
      {sums.discount === null ? null : <Sum label={t('discount')}>{money(sums.discount)}</Sum>}
      <Sum label={t('freight')}>{money(order.freight)}</Sum>
      <Sum label={t('total')} strong>
        {money(order.total)}
      </Sum>
      <Sum label={t('paid')}>{money(order.paid)}</Sum>
      {/[1-9]/.test(order.refunded) ? <Sum label={t('refunded')}>{money(order.refunded)}</Sum> : null}
      {sums.due === null ? null : (
        <Sum label={t(sums.due.startsWith('-') ? 'overpaid' : 'due')}>
          <span className="text-amber-text">{money(sums.due.replace('-', ''))}</span>
        </Sum>
      )}
      {sums.mismatch === null ? null : (
        <div role="status" className="mt-1 rounded-md border border-amber-line bg-amber-soft px-2.5 py-1.5 text-xs">
          <span className="font-medium text-amber-text">{t('mismatch')}</span> {t('mismatchText')}{' '}
          {money(sums.expected)} ({money(sums.mismatch)})
        </div>
      )}
    </dl>
  )
}

type Props = {
  order: OrderView
  /** Drawn beside gifts. */
  tool?: ((line: OrderLineView) => ReactNode) | undefined
}

/** What was bought and what it comes to; presents stand below, without a price. */
export function OrderLines({ order, tool }: Props) {
  const t = useTranslations('orders.line')
  const money = (amount: string) => <MoneyCell amount={amount} currency={order.currency} />
  return (
    <Card
      title={t('title')}
      aside={<span className="text-muted">{t('count', { lines: order.lineCount, units: order.units })}</span>}
      padded={false}
    >
      <Table aria-label={t('title')}>
        <thead>
          <tr>
            <Th>{t('goods')}</Th>
            <Th align="right" className="max-md:hidden">
              {t('unitPrice')}
            </Th>
            <Th align="right" className="max-md:hidden">
              {t('quantity')}
            </Th>
            <Th align="right" className="max-md:hidden">
              {t('discount')}
            </Th>
            <Th align="right">{t('amount')}</Th>
          </tr>
        </thead>
        <tbody>
          {order.lines.map((line) => (
            <tr key={line.id}>
              <Td>
                <Goods line={line} price={money(line.unitPrice)} />
              </Td>
              <Td align="right" className="max-md:hidden">
                {line.kind === 'ordered' ? money(line.unitPrice) : '—'}
              </Td>
              <Td align="right" className="max-md:hidden">
                {line.quantity}
              </Td>
              <Td align="right" className="max-md:hidden">
                {line.kind === 'ordered' ? money(line.discount) : '—'}
              </Td>
              <Td align="right">
                {line.kind === 'ordered' ? money(line.goods) : line.quantity > 0 ? tool?.(line) : null}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <Sums order={order} sums={sumsOf(order)} />
    </Card>
  )
}
