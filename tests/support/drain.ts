export { drainAll } from '@/workers/drain-all'
