import { createHash } from 'node:crypto'
import { nilId } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import type { Goods } from '@/lib/modules/warehouse/internal/codes'
import { type Station, stationAtWork } from '@/lib/modules/warehouse/internal/stations'
import type { ScanAnswer } from '@/lib/modules/warehouse/schema'
import type { Operation, ScanRefusal } from '@/lib/modules/warehouse/states'
import { together } from '@/lib/platform/db/together'
import type { Context } from '@/lib/platform/door/context'

type Scan = { scanId: string; stationId: string; scannedAt?: string | undefined }

/** What a piece of work found out; what it leaves out is nothing. */
export type Judged = {
  refused?: ScanRefusal
  goods?: Goods
  bin?: { id: string; code: string }
  waveId?: string
  parcel?: { id: string; number: string; blockReason: string | null }
  quantity?: number
  /** What is counted for the person, where that is not the quantity. */
  pieces?: number
} & Partial<
  Pick<
    ScanAnswer,
    | 'left'
    | 'done'
    | 'places'
    | 'bins'
    | 'waiting'
    | 'weight'
    | 'batch'
    | 'serial'
    | 'carton'
    | 'sent'
    | 'label'
    | 'document'
  >
>

/**
 * One scan: found again when it was sent before, else judged, written down with person, station and time, and counted. A scan
 * that the station refuses is a fact, too, and committed; what the house itself refuses (a right, a row that is not there) is
 * thrown as everywhere and leaves nothing.
 */
export async function scanned<I extends Scan>(
  ctx: Context,
  operation: Operation,
  input: I,
  judge: (station: Station) => Promise<Judged>,
): Promise<ScanAnswer> {
  const { scanId, stationId, scannedAt, ...asked } = input
  const hash = createHash('sha256')
    .update(JSON.stringify([operation, stationId, asked]))
    .digest()
  const [station, before] = await together([stationAtWork(ctx, stationId), answeredBefore(ctx, scanId, hash)])
  // Answers that were kept before they told of these lack them.
  if (before)
    return {
      ...{ batch: null, serial: null, carton: null, sent: [], label: null, document: null },
      ...before,
      repeated: true,
    }
  const found = await judge(station)
  const answer = answerOf(scanId, operation, found)
  await keep(ctx, { station, operation, found, answer, hash, scannedAt })
  ctx.touch('station', station.id)
  ctx.tell({ scan: scanId, verdict: answer.verdict, ...(answer.code && { code: answer.code }) })
  return answer
}

/** Of two that come at the same moment the second waits, and gets the first one's answer. */
async function answeredBefore(ctx: Context, scanId: string, hash: Buffer): Promise<ScanAnswer | undefined> {
  const lock = createHash('sha256').update(`scan ${ctx.tenantId} ${scanId}`).digest().readBigInt64BE()
  const [, [row]] = await together([
    ctx.sql('select pg_advisory_xact_lock($2) where $1::uuid is not null', [lock], 'scan-lock'),
    // A statement of its own: it sees what the one before has been waiting for.
    ctx.sql<{ hash: Buffer; answer: ScanAnswer }>(
      'select request_hash as hash, answer from scans where tenant_id = $1 and id = $2',
      [scanId],
      'scan-before',
    ),
  ])
  if (row && !row.hash.equals(hash)) refuse('idempotency_mismatch')
  return row?.answer
}

function answerOf(scanId: string, operation: Operation, found: Judged): ScanAnswer {
  const { goods } = found
  return {
    scanId,
    operation,
    verdict: found.refused ? 'refused' : 'ok',
    code: found.refused ?? null,
    repeated: false,
    sku: goods ? { code: goods.code, name: goods.name, nameEn: goods.nameEn } : null,
    binCode: found.bin?.code ?? null,
    parcel: found.parcel ?? null,
    quantity: found.refused ? 0 : (found.quantity ?? 0),
    batch: found.batch ?? null,
    serial: found.serial ?? null,
    carton: found.carton ?? null,
    label: found.label ?? null,
    document: found.document ?? null,
    left: found.left ?? null,
    done: found.done ?? false,
    places: found.places ?? [],
    bins: found.bins ?? [],
    waiting: found.waiting ?? [],
    sent: found.sent ?? [],
    weight: found.weight ?? null,
  }
}

type Kept = {
  station: Station
  operation: Operation
  found: Judged
  answer: ScanAnswer
  hash: Buffer
  scannedAt: string | undefined
}

async function keep(ctx: Context, { station, operation, found, answer, hash, scannedAt }: Kept): Promise<void> {
  const { actor } = ctx
  // A scanner's clock may be wrong, but nothing is scanned in the future.
  const at = scannedAt === undefined || Date.parse(scannedAt) > ctx.now.getTime() ? ctx.now : new Date(scannedAt)
  const pieces = found.refused ? 0 : (found.pieces ?? found.quantity ?? 0)
  const kept = await ctx.sql(
    `with kept as (
       insert into scans (tenant_id, id, operation, station_id, warehouse_id, actor_kind, actor_id, actor, at, scanned_at, verdict, code, wave_id,
                          fulfilment_id, sku_id, bin_id, quantity, request_hash, answer)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
       on conflict do nothing returning id
     ), counted as (
       insert into work_pieces as p (tenant_id, warehouse_id, hour, actor_id, operation, sku_id, actor, pieces, scans, refused)
       select $1, $5, date_trunc('hour', $9::timestamptz, $22), coalesce($7, $20::uuid), $3, coalesce($15, $20::uuid), $8, $21, 1,
              case when $11 = 'ok' then 0 else 1 end from kept
       on conflict (tenant_id, warehouse_id, hour, actor_id, operation, sku_id) do update
         set pieces = p.pieces + excluded.pieces, scans = p.scans + 1, refused = p.refused + excluded.refused, actor = excluded.actor
       returning 1
     )
     select count(*) from counted having count(*) > 0`,
    [
      answer.scanId,
      operation,
      station.id,
      station.warehouseId,
      actor.kind,
      actor.id,
      actor.name,
      ctx.now,
      at,
      answer.verdict,
      answer.code,
      found.waveId ?? null,
      found.parcel?.id ?? null,
      found.goods?.id ?? null,
      found.bin?.id ?? null,
      answer.quantity,
      hash,
      JSON.stringify(answer),
      nilId,
      pieces,
      // The company's hours: in some zones a day does not begin with an hour of London.
      ctx.tenant.timeZone,
    ],
    'scan-keep',
  )
  if (kept.length === 0) throw new Error('a scan was written under its own lock')
}
