import { allocateBench } from '@/tests/bench/allocate'
import { ingestBench } from '@/tests/bench/ingest'
import { orderListBench } from '@/tests/bench/order-list'
import { pagesBench } from '@/tests/bench/pages'
import type { Figure } from '@/tests/bench/report'
import { stockAtBench } from '@/tests/bench/stock-at'
import { stockListBench } from '@/tests/bench/stock-list'

export const benchmarks: { name: string; run: () => Promise<Figure[]> }[] = [
  { name: 'allocate', run: allocateBench },
  { name: 'ingest', run: ingestBench },
  { name: 'order-list', run: orderListBench },
  { name: 'pages', run: pagesBench },
  { name: 'stock-at', run: stockAtBench },
  { name: 'stock-list', run: stockListBench },
]
