import { refuse } from '@/lib/kernel/refusal'
import { getTransfer } from '@/lib/modules/inventory/get-transfer'
import { listBins } from '@/lib/modules/inventory/list-bins'
import { listPutAway } from '@/lib/modules/inventory/list-put-away'
import { listStocktakeLines } from '@/lib/modules/inventory/list-stocktake-lines'
import { listStocktakes } from '@/lib/modules/inventory/list-stocktakes'
import { listTransfers } from '@/lib/modules/inventory/list-transfers'
import { printLabelAt } from '@/lib/modules/prints/station-labels'
import { getGoods } from '@/lib/modules/warehouse/get-goods'
import { getParcel } from '@/lib/modules/warehouse/get-parcel'
import { listCartons } from '@/lib/modules/warehouse/list-cartons'
import { listReplenishment } from '@/lib/modules/warehouse/list-replenishment'
import { listWaves } from '@/lib/modules/warehouse/list-waves'
import { scanCarton } from '@/lib/modules/warehouse/scan-carton'
import { scanCheck } from '@/lib/modules/warehouse/scan-check'
import { scanCount } from '@/lib/modules/warehouse/scan-count'
import { scanMove } from '@/lib/modules/warehouse/scan-move'
import { scanPick } from '@/lib/modules/warehouse/scan-pick'
import { scanPutAway } from '@/lib/modules/warehouse/scan-put-away'
import { scanReceive } from '@/lib/modules/warehouse/scan-receive'
import { scanReturn } from '@/lib/modules/warehouse/scan-return'
import { scanShip } from '@/lib/modules/warehouse/scan-ship'
import { scanShort } from '@/lib/modules/warehouse/scan-short'
import { scanSort } from '@/lib/modules/warehouse/scan-sort'
import { scanTransferReceive } from '@/lib/modules/warehouse/scan-transfer-receive'
import { scanTransferSend } from '@/lib/modules/warehouse/scan-transfer-send'
import { scanUnship } from '@/lib/modules/warehouse/scan-unship'
import { scanWeigh } from '@/lib/modules/warehouse/scan-weigh'
import { takeReplenishment } from '@/lib/modules/warehouse/take-replenishment'
import { waveRoute } from '@/lib/modules/warehouse/wave-route'
import { run } from '@/lib/platform/door/run'
import type { UseCase } from '@/lib/platform/door/use-case'
import { guardedAction } from '@/lib/platform/entrance/action'
import { currentStation } from '../station'

/** All that a station may do: whoever signs in by a PIN has no more of their rights than these. */
const scans: Readonly<Record<string, UseCase>> = {
  receive: scanReceive,
  'put-away': scanPutAway,
  move: scanMove,
  pick: scanPick,
  short: scanShort,
  sort: scanSort,
  check: scanCheck,
  carton: scanCarton,
  weigh: scanWeigh,
  ship: scanShip,
  return: scanReturn,
  count: scanCount,
  'transfer-send': scanTransferSend,
  'transfer-receive': scanTransferReceive,
  unship: scanUnship,
}
const questions: Readonly<Record<string, UseCase>> = {
  waves: listWaves,
  route: waveRoute,
  parcel: getParcel,
  goods: getGoods,
  cartons: listCartons,
  'put-away': listPutAway,
  replenishment: listReplenishment,
  // Said twice it is said once, so it needs no id of its own.
  'take-replenishment': takeReplenishment,
  bins: listBins,
  stocktakes: listStocktakes,
  'stocktake-lines': listStocktakeLines,
  transfers: listTransfers,
  transfer: getTransfer,
}

/** Where they are asked is no matter of what the page says. */
const ofStation: ReadonlySet<UseCase> = new Set<UseCase>([getParcel, getGoods])
const ofWarehouse: ReadonlySet<UseCase> = new Set<UseCase>([
  listWaves,
  listPutAway,
  listReplenishment,
  takeReplenishment,
  listStocktakes,
  listTransfers,
])

type Sent = {
  kind?: unknown
  name?: unknown
  operation?: unknown
  scanId?: unknown
  scannedAt?: unknown
  sentAt?: unknown
  by?: unknown
  input?: unknown
}

/**
 * Scans and questions of the pages at a station. Plain requests and no actions: a scan that waited for its connection is sent again as it
 * was, by a page that knows nothing of the one that made it.
 */
export async function POST(request: Request): Promise<Response> {
  const outcome = await guardedAction('scan', async (requestId) => {
    const sent = (await request.json().catch(() => refuse('malformed'))) as Sent | null
    const at = await currentStation()
    if (!at?.person) return refuse('unauthenticated')
    const { person, station } = at
    const input = typeof sent?.input === 'object' && sent.input !== null ? sent.input : {}
    if (sent?.kind === 'scan') {
      // What somebody scanned is never done in the name of who stands there now.
      if (sent.by !== person.id) return refuse('unauthenticated')
      const useCase = found(scans, sent.operation)
      const { scanId } = sent
      const scannedAt = houseTime(sent)
      return run(useCase, person, { ...input, scanId, scannedAt, stationId: station.id }, { requestId })
    }
    // Asked again because the answer was lost, it is refused as a second copy.
    if (sent?.name === 'label') return printLabelAt({ person, station }, input, requestId)
    const useCase = found(questions, sent?.name)
    const place = {
      ...(ofStation.has(useCase) && { stationId: station.id }),
      ...(useCase === listBins && { warehouseId: station.warehouseId }),
      ...(ofWarehouse.has(useCase) && { warehouseCode: station.warehouseCode }),
    }
    return run(useCase, person, { ...input, ...place }, { requestId })
  })
  return Response.json(outcome, { headers: { 'Cache-Control': 'no-store' } })
}

/** When it was scanned by the clock of the house: the device's may be wrong, but how long ago it was it knows. */
function houseTime({ scannedAt, sentAt }: Sent): unknown {
  const ago = Date.parse(String(sentAt)) - Date.parse(String(scannedAt))
  return Number.isNaN(ago) ? scannedAt : new Date(Date.now() - Math.max(0, ago)).toISOString()
}

function found(of: Readonly<Record<string, UseCase>>, name: unknown): UseCase {
  return typeof name === 'string' && Object.hasOwn(of, name) && of[name] ? of[name] : refuse('not_found')
}
