import type { Page } from '@playwright/test'

/**
 * What a practised hand would have needed, by the keystroke-level model (Card, Moran, Newell 1980): 0.28 s a key, and for each
 * thing clicked or field entered 1.35 s to think, 1.1 s to point, 0.2 s to press. Pages opened by address count as a click.
 */
export async function watchHand(page: Page): Promise<() => number> {
  let seconds = 0
  await page.exposeFunction('handMoves', (more: number) => {
    seconds += more
  })
  await page.addInitScript(() => {
    const told = (more: number) => (window as unknown as { handMoves(s: number): void }).handMoves(more)
    const lengths = new WeakMap<EventTarget, number>()
    const fields = 'input, textarea'
    document.addEventListener('click', () => told(2.65), true)
    document.addEventListener('focusin', (event) => (event.target as Element).matches(fields) && told(2.65), true)
    document.addEventListener(
      'input',
      ({ target }) => {
        if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return
        told(0.28 * Math.max(1, Math.abs(target.value.length - (lengths.get(target) ?? 0))))
        lengths.set(target, target.value.length)
      },
      true,
    )
    if (window.top === window) told(2.65)
  })
  return () => seconds
}
