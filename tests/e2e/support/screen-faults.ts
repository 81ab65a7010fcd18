/**
 * Runs in the page: what a reader would call broken about it. Plain data, so that one round trip asks for all of it.
 * Codes stand in the mono face and may look like keys; texts never do.
 * `spaces` are the names of the message files; a text that could not be found shows as `space.key`.
 */
export function screenFaults(spaces: readonly string[]): string[] {
  const faults: string[] = []
  const root = document.documentElement
  const nameOf = (element: Element) =>
    `<${element.tagName.toLowerCase()} class="${element.getAttribute('class')?.slice(0, 60) ?? ''}"> ${element.textContent?.trim().slice(0, 40)}`
  if (root.scrollWidth > root.clientWidth) {
    const wide = [...document.body.querySelectorAll('*')].filter(
      (e) => e.getBoundingClientRect().right > root.clientWidth + 1,
    )
    faults.push(
      `the document is ${root.scrollWidth - root.clientWidth}px too wide: ${wide.slice(-2).map(nameOf).join(' | ')}`,
    )
  }
  for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
    if (element.clientWidth <= 1 || element.scrollWidth <= element.clientWidth + 1) continue
    const { overflowX, textOverflow, visibility } = getComputedStyle(element)
    const hides = overflowX === 'hidden' || overflowX === 'clip'
    if (hides && textOverflow !== 'ellipsis' && visibility === 'visible' && element.textContent?.trim())
      faults.push(`text is cut: ${nameOf(element)}`)
  }
  const key = new RegExp(`^(${spaces.join('|')})(\\.[a-zA-Z0-9_-]+)+$`)
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const { textContent, parentElement } = texts.currentNode
    if (parentElement?.closest('script, style, .font-mono')) continue
    if (key.test(textContent?.trim() ?? '')) faults.push(`a text is missing: ${textContent}`)
  }
  for (const element of document.body.querySelectorAll('[aria-label], [placeholder], [title]'))
    for (const name of ['aria-label', 'placeholder', 'title'])
      if (key.test(element.getAttribute(name) ?? '')) faults.push(`a text is missing: ${element.getAttribute(name)}`)
  return faults
}

/**
 * Runs in the page: goes on when two frames have left every width as it was. What never comes to rest is looked at as it is, after as
 * many frames as a second has.
 */
export async function atRest(): Promise<void> {
  const frame = () => new Promise((done) => requestAnimationFrame(done))
  const widths = () => {
    const all = [document.documentElement, ...document.body.querySelectorAll('*')]
    return all.map((element) => `${element.clientWidth}/${element.scrollWidth}`).join()
  }
  let before = ''
  for (let frames = 0, now = widths(); now !== before && frames < 60; frames += 2, now = widths()) {
    before = now
    await frame()
    await frame()
  }
}

/** Runs in the page: of rows and entries that repeat the first ten stay, for the slower looks. */
export function fewerRows() {
  const style = document.createElement('style')
  style.textContent = ':is(tbody > tr, ul > li, ol > li):nth-child(n + 11) { display: none !important }'
  document.head.append(style)
}
