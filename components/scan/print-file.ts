/** The frame of the print before: the browser may still be reading from it while its own dialog is open. */
let last: HTMLIFrameElement | undefined

/**
 * Sends a file to the printer without leaving the page: a tab of its own would take the scanner's keys away. A browser that is started
 * with `--kiosk-printing` prints without asking; any other shows its dialog, and Enter prints.
 */
export function printFile(url: string): void {
  last?.remove()
  const frame = document.createElement('iframe')
  frame.style.cssText = 'position:fixed;right:0;bottom:0;width:1px;height:1px;border:0;opacity:0'
  frame.tabIndex = -1
  frame.ariaHidden = 'true'
  frame.src = url
  frame.onload = () => {
    try {
      frame.contentWindow?.print()
    } catch {
      window.open(url, '_blank')
    }
    window.focus()
  }
  document.body.append(frame)
  last = frame
}
