/** Names of the arguments of an ICU message, also those inside plural and select branches: `{count, plural, one {# of {all}}}` → count, all. */
export function argumentsOf(message: string): string[] {
  const names = new Set<string>()
  // A brace opens an argument in text; inside `{x, plural, …}` the braces open branches, which are text again.
  function text(at: number, end: '}' | null): number {
    let i = at
    while (i < message.length) {
      if (message[i] === '{') i = argument(i + 1)
      else if (message[i] === '}' && end === '}') return i + 1
      else i += 1
    }
    return i
  }
  function argument(at: number): number {
    const head = /^\s*([\w]+)\s*/.exec(message.slice(at))
    if (!head?.[1]) throw new Error(`unreadable argument at ${at} in ${message}`)
    names.add(head[1])
    let i = at + head[0].length
    while (i < message.length && message[i] !== '}') i = message[i] === '{' ? text(i + 1, '}') : i + 1
    return i + 1
  }
  text(0, null)
  return [...names]
}
