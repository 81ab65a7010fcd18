import { allocateBench } from '@/tests/bench/allocate'
import { freshBench } from '@/tests/bench/fresh'
import { freshOrdersBench } from '@/tests/bench/fresh-orders'
import { importBench } from '@/tests/bench/import'
import { ingestBench } from '@/tests/bench/ingest'
import { labelsBench } from '@/tests/bench/labels'
import { orderListBench } from '@/tests/bench/order-list'
import { pagesBench } from '@/tests/bench/pages'
import { peakBench } from '@/tests/bench/peak'
import type { Figure } from '@/tests/bench/report'
import { scanBench } from '@/tests/bench/scan'
import { stockAtBench } from '@/tests/bench/stock-at'
import { stockListBench } from '@/tests/bench/stock-list'

/** `named`: takes minutes, and runs only when asked for by its name. */
export const benchmarks: { name: string; named?: true; run: () => Promise<Figure[]> }[] = [
  { name: 'allocate', run: allocateBench },
  { name: 'fresh', named: true, run: freshBench },
  { name: 'fresh-orders', named: true, run: freshOrdersBench },
  { name: 'import', named: true, run: importBench },
  { name: 'ingest', run: ingestBench },
  { name: 'labels', run: labelsBench },
  { name: 'order-list', run: orderListBench },
  { name: 'pages', run: pagesBench },
  { name: 'peak', named: true, run: peakBench },
  { name: 'scan', named: true, run: scanBench },
  { name: 'stock-at', run: stockAtBench },
  { name: 'stock-list', run: stockListBench },
]
