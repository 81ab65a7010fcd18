import { isEnd, signOf } from '@/components/scan/key-text'
import { separator } from '@/lib/kernel/gs1'

/** A scanner that reads twice sends the same within this; a person scanning two equal things takes longer. */
const bounceMs = 300
const longest = 100

type Press = Pick<
  KeyboardEvent,
  'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing' | 'keyCode'
>

/** `own`: the key belongs to a scan, and nobody else may take it. */
type Made = { own: boolean; text?: string; back?: true }

const nobodys: Made = { own: false }
const none = { text: '', at: Number.NEGATIVE_INFINITY }

/**
 * What a keyboard has typed of a scan so far. It outlives the sentence on the page: who scans on while the page goes from one step to the
 * next loses no sign of what was half typed.
 */
export class Wedge {
  typed = ''
  private last = none

  press(event: Press, now: number): Made {
    // So scanners type what stands between the fields of a GS1 code.
    const between = event.ctrlKey && event.code === 'BracketRight'
    if (!between && (event.ctrlKey || event.metaKey || event.altKey)) return nobodys
    if (event.key === 'Escape') {
      const empty = this.typed === ''
      this.typed = ''
      return empty ? { own: false, back: true } : nobodys
    }
    if (event.key === 'Backspace') {
      this.typed = this.typed.slice(0, -1)
      return nobodys
    }
    if (isEnd(event)) return this.end(now)
    const sign = between ? separator : signOf(event)
    if (sign === undefined || this.typed.length >= longest) return nobodys
    this.typed += sign
    return { own: true }
  }

  /** From here on the same text means something else, and is no second reading of what was said before. */
  begin(): void {
    this.last = none
  }

  private end(now: number): Made {
    const text = this.typed.trim()
    // Enter and Tab alone belong to whoever goes through the page by keys.
    if (text === '') return nobodys
    this.typed = ''
    if (text === this.last.text && now - this.last.at < bounceMs) return { own: true }
    this.last = { text, at: now }
    return { own: true, text }
  }
}
