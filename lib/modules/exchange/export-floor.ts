import { exportOf } from '@/lib/modules/exchange/internal/export-of'
import { listFloorPeople } from '@/lib/modules/warehouse/list-floor-people'
import { listHandOvers } from '@/lib/modules/warehouse/list-hand-overs'
import { listShortages } from '@/lib/modules/warehouse/list-shortages'
import { listStations } from '@/lib/modules/warehouse/list-stations'
import { listWaves } from '@/lib/modules/warehouse/list-waves'
import { workOutput } from '@/lib/modules/warehouse/work-output'
import { command } from '@/lib/platform/door/use-case'

export const exportWaves = command(
  exportOf({
    name: 'wave.export',
    path: '/waves/export',
    file: 'waves',
    list: listWaves,
    columns: [
      'number',
      'warehouseCode',
      'kind',
      'state',
      'carrierCode',
      'parcels',
      'units',
      'picked',
      'packed',
      'shipped',
      'createdBy',
      'createdAt',
      'startedAt',
      'pickedAt',
      'closedAt',
    ],
  }),
)

export const exportShortages = command(
  exportOf({
    name: 'shortage.export',
    path: '/shortages/export',
    file: 'shortages',
    list: listShortages,
    columns: [
      'wave',
      'warehouseCode',
      'binCode',
      'skuCode',
      'name',
      'missing',
      'state',
      'reportedBy',
      'createdAt',
      'settledAt',
    ],
  }),
)

export const exportHandOvers = command(
  exportOf({
    name: 'hand-over.export',
    path: '/hand-overs/export',
    file: 'hand-overs',
    list: listHandOvers,
    columns: ['number', 'warehouseCode', 'carrierCode', 'parcels', 'weightG', 'createdBy', 'createdAt'],
  }),
)

export const exportStations = command(
  exportOf({
    name: 'station.export',
    path: '/stations/export',
    file: 'stations',
    list: listStations,
    columns: ['name', 'warehouseCode', 'status', ['person', (row) => row.person?.name], 'boundAt', 'seenAt'],
  }),
)

/** Who stands at the stations; of PIN and badge only whether there is one. */
export const exportFloorPeople = command(
  exportOf({
    name: 'floor-person.export',
    path: '/floor-people/export',
    file: 'floor-people',
    list: listFloorPeople,
    columns: ['name', 'staffNo', 'hasPin', 'hasBadge'],
  }),
)

/** The base of piece wages. */
export const exportOutput = command(
  exportOf({
    name: 'work.export',
    path: '/work/output/export',
    file: 'work-output',
    list: workOutput,
    columns: [
      ['staff', (row) => row.person],
      'operation',
      'hour',
      'skuCode',
      'pieces',
      'scans',
      ['refusedScans', (row) => row.refused],
    ],
    example: { from: '2026-11-22T00:00:00+08:00', to: '2026-11-23T00:00:00+08:00', by: 'hour-sku' },
  }),
)
