export { proxy } from '@/proxy'

export const config = { matcher: ['/((?!api/|_next/static|icon.svg).*)'] }
