export { register } from '@/instrumentation'
