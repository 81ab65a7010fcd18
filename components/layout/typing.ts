const TYPING = 'input, textarea, select, [contenteditable="true"], [role="combobox"], [role="dialog"], [role="menu"]'

// What closes stands there until it has faded: the next key is meant for the page beneath.
const CLOSING = '[data-closed]'

const FLOATING = ['dialog', 'menu', 'listbox']
  .map((role) => `[role="${role}"]:not(${CLOSING}, ${CLOSING} *)`)
  .join(', ')

/**
 * Whether a key means a letter and not a command: somebody writes, an input method composes, or something floats above the page. A box
 * that is ticked is no writing.
 */
export function meansLetter(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.metaKey || event.ctrlKey || event.altKey) return true
  if (document.querySelector(FLOATING)) return true
  const { target } = event
  if (!(target instanceof Element) || target.closest(`[role="dialog"]${CLOSING}`) !== null) return false
  return target.closest(TYPING) !== null && !target.matches('[type="checkbox"]')
}
