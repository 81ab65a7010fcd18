'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useFormatter, useLocale, useNow, useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { CutOffForm } from '@/components/floor/cut-off-form'
import { FulfilmentStateBadge } from '@/components/table/state-badge'
import { TimeCell } from '@/components/table/time-cell'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { cn } from '@/components/ui/cn'
import { Table, Td, Th } from '@/components/ui/table'
import { carriers } from '@/lib/kernel/carriers'
import type { BoardView } from '@/lib/modules/warehouse/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Props = {
  board: BoardView
  setCutOff: ((input: unknown) => Promise<Outcome<null>>) | undefined
  /** Whether the pages behind late parcels are open to them. */
  opens: { order: boolean; parcels: boolean }
}

const everyMs = 15_000

/** How the work stands, to be read from afar; it reads itself anew while somebody looks. */
export function Board({ board, setCutOff, opens }: Props) {
  const t = useTranslations('floor.board')
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), everyMs)
    return () => clearInterval(timer)
  }, [router])
  return (
    <div className="flex flex-col gap-4">
      <ol className="grid grid-cols-2 gap-3 md:grid-cols-5">
        {board.steps.map((step) => (
          <li
            key={step.step}
            className={cn(
              'rounded-md border px-4 py-3',
              step.step === board.bottleneck
                ? 'border-amber-line bg-amber-soft text-amber-text'
                : 'border-line bg-surface',
            )}
          >
            <p className="text-sm">{t(`step.${step.step}`)}</p>
            <p className="text-3xl font-semibold tabular-nums">{step.waiting}</p>
            <p className={cn('text-xs', step.step === board.bottleneck ? '' : 'text-muted')}>
              {t('lastHour', { count: step.lastHour })}
              {step.step === board.bottleneck ? ` · ${t('bottleneck')}` : ''}
            </p>
          </li>
        ))}
      </ol>
      <div className="grid gap-4 lg:grid-cols-2">
        <Late board={board} opens={opens} />
        <Carriers board={board} setCutOff={setCutOff} />
        <Card title={t('waves')} padded={false}>
          {board.waves.length === 0 ? <p className="px-4 py-3 text-sm text-muted">{t('noWaves')}</p> : null}
          <ul className="divide-y divide-line-soft">
            {board.waves.map((wave) => (
              <li key={wave.id} className="flex items-center gap-3 px-4 py-2 text-sm">
                <Link href={`/floor/waves/${wave.id}`} className="font-mono text-accent-text hover:underline">
                  {wave.number}
                </Link>
                <span className="flex-1">
                  <progress
                    value={wave.picked}
                    max={wave.units}
                    className="h-2 w-full overflow-hidden rounded-sm bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent"
                    aria-label={wave.number}
                  />
                </span>
                <span className="tabular-nums">{t('picked', { picked: wave.picked, units: wave.units })}</span>
              </li>
            ))}
          </ul>
        </Card>
        <Card title={t('stations')} padded={false}>
          {board.stations.length === 0 ? <p className="px-4 py-3 text-sm text-muted">{t('noStations')}</p> : null}
          {board.stations.length === 0 ? null : (
            <Table>
              <thead>
                <tr>
                  <Th>{t('station')}</Th>
                  <Th>{t('person')}</Th>
                  <Th>{t('seen')}</Th>
                  <Th align="right">{t('pieces')}</Th>
                </tr>
              </thead>
              <tbody>
                {board.stations.map((station) => (
                  <tr key={station.id}>
                    <Td>{station.name}</Td>
                    <Td>{station.person?.name ?? '—'}</Td>
                    <Td>
                      <TimeCell value={station.seenAt} />
                    </Td>
                    <Td align="right" className="tabular-nums">
                      {station.pieces}
                    </Td>
                  </tr>
                ))}
              </tbody>
            </Table>
          )}
        </Card>
      </div>
    </div>
  )
}

function Late({ board, opens }: Pick<Props, 'board' | 'opens'>) {
  const { late, warehouseCode } = board
  const all = `/shipping?${new URLSearchParams({ late: '1', warehouseCode })}`
  const t = useTranslations('floor.board')
  return (
    <Card
      title={t('late')}
      padded={false}
      aside={
        late.count === 0 ? undefined : (
          <span className="inline-flex items-center gap-3 text-sm">
            <Badge tone="danger">{late.count}</Badge>
            {opens.parcels ? (
              <Link href={all} className="text-accent-text hover:underline">
                {t('allLate')}
              </Link>
            ) : null}
          </span>
        )
      }
    >
      {late.count === 0 ? <p className="px-4 py-3 text-sm text-muted">{t('noLate')}</p> : null}
      <ul className="divide-y divide-line-soft">
        {late.parcels.map((parcel) => (
          <li key={parcel.id} className="flex items-center gap-3 px-4 py-2 text-sm">
            {opens.order ? (
              <Link href={`/orders/${parcel.orderId}`} className="font-mono text-accent-text hover:underline">
                {parcel.number}
              </Link>
            ) : (
              <span className="font-mono">{parcel.number}</span>
            )}
            <FulfilmentStateBadge state={parcel.state as 'allocated'} />
            <span className="ml-auto text-danger-text">
              <TimeCell value={parcel.dueAt} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Carriers({ board, setCutOff }: Pick<Props, 'board' | 'setCutOff'>) {
  const t = useTranslations('floor.board')
  const zh = useLocale() === 'zh-CN'
  const format = useFormatter()
  const now = useNow({ updateInterval: 30_000 })
  const nameOf = (code: string) => {
    const found = carriers.find(([known]) => known === code)
    return found ? (zh ? found[1] : found[2]) : code
  }
  return (
    <Card title={t('carriers')} padded={false}>
      {board.carriers.length === 0 ? <p className="px-4 py-3 text-sm text-muted">{t('noCarriers')}</p> : null}
      <ul className="divide-y divide-line-soft">
        {board.carriers.map(({ carrierCode, time, cutOffAt, waiting }) => {
          const near = Date.parse(cutOffAt) - now.getTime() < 3_600_000 && waiting > 0
          return (
            <li key={carrierCode} className="flex items-center gap-3 px-4 py-2 text-sm">
              <span className="w-32">{nameOf(carrierCode)}</span>
              <span className="tabular-nums">{time}</span>
              <span className={near ? 'font-semibold text-danger-text' : 'text-muted'} suppressHydrationWarning>
                {format.relativeTime(new Date(cutOffAt), now)}
              </span>
              <span className="ml-auto tabular-nums">{t('toLeave', { count: waiting })}</span>
            </li>
          )
        })}
      </ul>
      {setCutOff ? <CutOffForm warehouseCode={board.warehouseCode} setCutOff={setCutOff} /> : null}
    </Card>
  )
}
