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

/** The words to be searched as well for what the text says. `normalized`. */
export const wordsToSearch = (normalized: string): string[] =>
  entries.filter(({ said }) => said.test(normalized)).map(({ searched }) => searched)
