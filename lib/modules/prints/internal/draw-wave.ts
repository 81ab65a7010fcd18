import type { Draw } from '@/lib/adapters/printing/pdf-of'
import { sizes } from '@/lib/adapters/printing/sizes'
import { drawTable } from '@/lib/adapters/printing/table-paper'
import { carriers } from '@/lib/kernel/carriers'
import type { About, Of } from '@/lib/modules/prints/internal/draw-lists'
import { markOf } from '@/lib/modules/prints/internal/paper-words'
import { getHandOver } from '@/lib/modules/warehouse/get-hand-over'
import { getWave } from '@/lib/modules/warehouse/get-wave'
import { waveRoute } from '@/lib/modules/warehouse/wave-route'
import type { Context } from '@/lib/platform/door/context'

type Carried = { id: string; carrier: string | null; number: string | null }

const carrierName = (code: string | null, english: boolean) =>
  carriers.find(([known]) => known === code)?.[english ? 2 : 1] ?? code ?? '—'

/** Its goods in total first, then its parcels slot by slot; what has left the wave is in neither. */
export async function drawWaveSummary(ctx: Context, { row, english, t, printed }: About): Promise<Draw[]> {
  const waveId = row.subject_id as Of<'wave'>
  const { stops } = await waveRoute.within(ctx, { waveId })
  const wave = await getWave.within(ctx, { waveId })
  const inside = wave.inWave.filter((parcel) => parcel.leftAt === null)
  const known = await ctx.sql<Carried>(
    `select f.id, coalesce(b.carrier_code, f.carrier_code, f.preferred_carrier) as carrier, coalesce(b.number, f.tracking_no) as number from fulfilments f
       left join waybills b on b.tenant_id = $1 and b.fulfilment_id = f.id and b.voided_at is null where f.tenant_id = $1 and f.id = any($2::uuid[])`,
    [inside.map((parcel) => parcel.fulfilmentId)],
    'print-wave-parcels',
  )
  const carried = new Map(known.map((one) => [one.id, one]))
  const goods = new Map<string, { name: string; quantity: number; picked: number; bins: Set<string> }>()
  for (const stop of stops) {
    const name = (english && stop.nameEn) || stop.name
    const sum = goods.get(stop.skuCode) ?? { name, quantity: 0, picked: 0, bins: new Set() }
    sum.quantity += stop.quantity
    sum.picked += stop.picked
    goods.set(stop.skuCode, { ...sum, bins: sum.bins.add(stop.binCode) })
  }
  const units = [...goods.values()].reduce((sum, one) => sum + one.quantity, 0)
  const byCarrier = new Map<string, number>()
  for (const { fulfilmentId } of inside) {
    const name = carrierName(carried.get(fulfilmentId)?.carrier ?? null, english)
    byCarrier.set(name, (byCarrier.get(name) ?? 0) + 1)
  }
  const facts = [
    `${t('warehouse')} ${wave.warehouseCode}`,
    t('parcels', { count: inside.length }),
    t('total', { kinds: goods.size, units }),
    [...byCarrier].map(([name, count]) => `${name} ${count}`).join(' · '),
  ].filter(Boolean)
  const head = { number: wave.number, mark: markOf(t, row.copy), printed, after: [] }
  const right = 'right' as const
  const totals = {
    ...head,
    title: `${t('waveSummary')} · ${t('goods')}`,
    facts,
    columns: [
      { head: '#', share: 1 },
      { head: t('goods'), share: 8 },
      { head: t('bin'), share: 5 },
      { head: t('quantity'), share: 1.5, align: right },
      { head: t('done'), share: 1.5, align: right },
    ],
    rows: [...goods].map(([code, { name, quantity, picked, bins }], i) => [
      ...[String(i + 1), `${code} ${name}`, [...bins].join(' '), String(quantity), String(picked)],
    ]),
  }
  const parcels = {
    ...head,
    title: `${t('waveSummary')} · ${t('parcel')}`,
    facts,
    columns: [
      { head: t('slots'), share: 1.3, align: right },
      { head: t('parcel'), share: 5 },
      { head: t('carrier'), share: 4 },
      { head: t('trackingNo'), share: 6 },
      { head: t('quantity'), share: 1.5, align: right },
    ],
    rows: inside.map(({ fulfilmentId, slot, number, units: own }) => [
      ...[String(slot), number, carrierName(carried.get(fulfilmentId)?.carrier ?? null, english)],
      ...[carried.get(fulfilmentId)?.number ?? '', String(own)],
    ]),
  }
  return [totals, parcels].map((paper) => (sheet) => drawTable(sheet, sizes.a4, paper, t))
}

/** What was handed over, and by whom to whom; what was taken back since is marked. */
export async function drawHandOver(ctx: Context, { row, english, t, printed }: About): Promise<Draw[]> {
  const list = await getHandOver.within(ctx, { handOverId: row.subject_id as Of<'hand-over'> })
  const weight = (grams: number) => `${(grams / 1000).toFixed(2)} kg`
  const here = list.lines.filter((line) => !line.takenBack)
  const right = 'right' as const
  const paper = {
    title: t('handOver'),
    number: list.number,
    mark: markOf(t, row.copy),
    printed,
    facts: [
      `${t('carrier')} ${carrierName(list.carrierCode, english)}`,
      `${t('warehouse')} ${list.warehouseCode}`,
      `${t('parcels', { count: here.length })} · ${weight(here.reduce((sum, line) => sum + (line.weightG ?? 0), 0))}`,
    ],
    columns: [
      { head: '#', share: 1 },
      { head: t('trackingNo'), share: 6 },
      { head: t('parcel'), share: 5 },
      { head: t('weight'), share: 2.5, align: right },
      { head: t('remark'), share: 4 },
    ],
    rows: list.lines.map((line, i) => [
      ...[String(i + 1), line.trackingNo, line.number, line.weightG === null ? '' : weight(line.weightG)],
      line.takenBack ? t('takenBack') : '',
    ]),
    after: [t('signatures')],
  }
  return [(sheet) => drawTable(sheet, sizes.a4, paper, t)]
}
