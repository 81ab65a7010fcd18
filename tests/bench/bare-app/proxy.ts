export { proxy } from '@/proxy'

// Next reads this from the text of the file; it has to be that of the product's proxy.
export const config = {
  matcher: [
    { source: '/((?!api/|_next/static|icon.svg).*)', has: [{ type: 'header', key: 'content-type' }] },
    { source: '/((?!api/|_next/static|icon.svg).*)', has: [{ type: 'header', key: 'next-action' }] },
  ],
}
