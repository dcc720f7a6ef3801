import { readFileSync } from 'node:fs'

/** Words of the corpus for what people say around them; added to what is searched. */
const entries: readonly { said: RegExp; searched: string }[] = readFileSync(
  new URL('search-words.txt', import.meta.url),
  'utf8',
)
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [said = '', searched = ''] = line.split('\t')
    return { said: new RegExp(said), searched }
  })

/** Some hundred expressions take their time over a long text; what is asked stands at its beginning or at its end. */
const LONGEST = 400
const ends = (text: string): string =>
  text.length <= LONGEST ? text : `${text.slice(0, LONGEST / 2)} ${text.slice(-LONGEST / 2)}`

/** The words to be searched as well for what the text says. `normalized`. */
export function wordsToSearch(normalized: string): string[] {
  const text = ends(normalized)
  return entries.filter(({ said }) => said.test(text)).map(({ searched }) => searched)
}
