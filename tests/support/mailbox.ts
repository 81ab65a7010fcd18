import type { Letter } from '@/lib/platform/mail/mail'
import { sendMails } from '@/lib/platform/mail/send-mails'

/** Everything that is due, as it would leave the house. */
export async function takeLetters(): Promise<Letter[]> {
  const letters: Letter[] = []
  while ((await sendMails(async (letter) => void letters.push(letter))) > 0);
  return letters
}

/** The secret at the end of a letter's link. */
export function tokenIn(letter: Letter | undefined): string {
  const token = /https?:\/\/\S+\/([\w-]{43})/.exec(letter?.text ?? '')?.[1]
  if (!token) throw new Error('the letter has no link')
  return token
}
