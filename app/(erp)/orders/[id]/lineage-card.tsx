'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { FulfilmentStateBadge } from '@/components/table/state-badge'
import { TimeCell } from '@/components/table/time-cell'
import { Card } from '@/components/ui/card'
import { CopyText } from '@/components/ui/copy-text'
import type { Lineage } from '@/lib/modules/orders/schema'

type Node = Lineage['parcels'][number]
type Edge = Lineage['edges'][number]

/** Which parcel came of which, as a tree: the first parcels at the left, what became of them below. A parcel of several parents stands once. */
export function LineageCard({ orderId, lineage }: { orderId: string; lineage: Lineage }) {
  const t = useTranslations('orders.lineage')
  if (lineage.edges.length === 0) return null
  const rows = walk(lineage)
  return (
    <Card title={t('title')}>
      <ul aria-label={t('title')} className="flex flex-col gap-1.5 text-sm">
        {rows.map(({ node, depth, edge, also, gave }) => (
          <li
            key={node.id}
            style={{ paddingInlineStart: `${Math.min(depth, 6) * 1.25}rem` }}
            className="flex flex-wrap items-baseline gap-x-2.5 gap-y-0.5"
          >
            {depth > 0 ? (
              <span aria-hidden="true" className="text-subtle">
                └
              </span>
            ) : null}
            <span className={node.state === 'cancelled' ? 'text-muted' : 'font-medium'}>
              <CopyText value={node.number} />
            </span>
            {/* One that gave its goods away says so by what follows it. */}
            {gave ? null : <FulfilmentStateBadge state={node.state} />}
            <span className="text-muted">{unitsOf(node).join(t('joint'))}</span>
            {node.orders
              .filter((order) => order.id !== orderId)
              .map((order) => (
                <Link key={order.id} href={`/orders/${order.id}`} className="text-accent-text hover:underline">
                  {order.number}
                </Link>
              ))}
            {edge ? (
              <span className="text-xs text-muted">
                {t(`kind.${edge.kind as 'split'}`)}
                {also.length > 0 ? ` ${t('also', { numbers: also.join(t('joint')) })}` : null} · {edge.actor} ·{' '}
                <TimeCell value={edge.at} />
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Several orders may have the same goods in one parcel: as a parcel it holds their sum. */
function unitsOf({ lines }: Node): string[] {
  const sums = new Map<string, number>()
  for (const { skuCode, quantity } of lines) sums.set(skuCode, (sums.get(skuCode) ?? 0) + quantity)
  return [...sums].map(([sku, quantity]) => `${sku} × ${quantity}`)
}

type Row = { node: Node; depth: number; edge: Edge | undefined; also: string[]; gave: boolean }

/** Depth first from the parcels without parents; each once, below the first parent it is reached from, naming the others. */
function walk({ parcels, edges }: Lineage): Row[] {
  const byId = new Map(parcels.map((p) => [p.id, p]))
  const rows: Row[] = []
  const seen = new Set<string>()
  const visit = (node: Node, depth: number, edge: Edge | undefined) => {
    if (seen.has(node.id)) return
    seen.add(node.id)
    const others = edges.filter((e) => e.to === node.id && e.from !== edge?.from)
    const onward = edges.filter((e) => e.from === node.id)
    const also = others.flatMap((e) => byId.get(e.from)?.number ?? [])
    rows.push({ node, depth, edge, also, gave: onward.length > 0 })
    for (const next of onward) {
      const child = byId.get(next.to)
      if (child) visit(child, depth + 1, next)
    }
  }
  const born = new Set(edges.map((e) => e.to))
  const linked = new Set(edges.flatMap((e) => [e.from, e.to]))
  for (const node of parcels) if (linked.has(node.id) && !born.has(node.id)) visit(node, 0, undefined)
  return rows
}
