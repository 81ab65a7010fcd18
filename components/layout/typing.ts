const TYPING = 'input, textarea, select, [contenteditable="true"], [role="combobox"], [role="dialog"], [role="menu"]'

/**
 * Whether a key means a letter and not a command: somebody writes, an input method composes, or something floats above the page. A box
 * that is ticked is no writing.
 */
export function meansLetter(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.metaKey || event.ctrlKey || event.altKey) return true
  if (document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]')) return true
  const { target } = event
  return target instanceof Element && target.closest(TYPING) !== null && !target.matches('[type="checkbox"]')
}
