import { ingestBench } from '@/tests/bench/ingest'
import type { Figure } from '@/tests/bench/report'

export const benchmarks: { name: string; run: () => Promise<Figure[]> }[] = [{ name: 'ingest', run: ingestBench }]
