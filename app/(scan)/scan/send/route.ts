import { refuse } from '@/lib/kernel/refusal'
import { listPutAway } from '@/lib/modules/inventory/list-put-away'
import { getGoods } from '@/lib/modules/warehouse/get-goods'
import { getParcel } from '@/lib/modules/warehouse/get-parcel'
import { listCartons } from '@/lib/modules/warehouse/list-cartons'
import { listWaves } from '@/lib/modules/warehouse/list-waves'
import { scanCarton } from '@/lib/modules/warehouse/scan-carton'
import { scanCheck } from '@/lib/modules/warehouse/scan-check'
import { scanMove } from '@/lib/modules/warehouse/scan-move'
import { scanPick } from '@/lib/modules/warehouse/scan-pick'
import { scanPutAway } from '@/lib/modules/warehouse/scan-put-away'
import { scanReceive } from '@/lib/modules/warehouse/scan-receive'
import { scanReturn } from '@/lib/modules/warehouse/scan-return'
import { scanShip } from '@/lib/modules/warehouse/scan-ship'
import { scanShort } from '@/lib/modules/warehouse/scan-short'
import { scanSort } from '@/lib/modules/warehouse/scan-sort'
import { scanWeigh } from '@/lib/modules/warehouse/scan-weigh'
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
}
const questions: Readonly<Record<string, UseCase>> = {
  waves: listWaves,
  route: waveRoute,
  parcel: getParcel,
  goods: getGoods,
  cartons: listCartons,
  'put-away': listPutAway,
}

/** Where they are asked is no matter of what the page says. */
const ofStation: ReadonlySet<UseCase> = new Set<UseCase>([getParcel, getGoods])
const ofWarehouse: ReadonlySet<UseCase> = new Set<UseCase>([listWaves, listPutAway])

type Sent = {
  kind?: unknown
  name?: unknown
  operation?: unknown
  scanId?: unknown
  scannedAt?: unknown
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
      const { scanId, scannedAt } = sent
      return run(useCase, person, { ...input, scanId, scannedAt, stationId: station.id }, { requestId })
    }
    const useCase = found(questions, sent?.name)
    const place = {
      ...(ofStation.has(useCase) && { stationId: station.id }),
      ...(ofWarehouse.has(useCase) && { warehouseCode: station.warehouseCode }),
    }
    return run(useCase, person, { ...input, ...place }, { requestId })
  })
  return Response.json(outcome, { headers: { 'Cache-Control': 'no-store' } })
}

function found(of: Readonly<Record<string, UseCase>>, name: unknown): UseCase {
  return typeof name === 'string' && Object.hasOwn(of, name) && of[name] ? of[name] : refuse('not_found')
}
