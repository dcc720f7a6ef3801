import { useEffect, useState } from 'preact/hooks'
import type { TeamList } from '../../../desk/shapes.ts'
import { api, call } from '../api.ts'

/** A list whose entries are written and deleted one by one, with the teams that they may be of. */
export function useKeptEntries<Entry, Edited, Answer>(options: {
  csrf: string
  wordsOf: (thrown: unknown) => string
  load: () => Promise<Answer>
  entriesOf: (answer: Answer) => Entry[]
  empty: Edited
}) {
  const { csrf, wordsOf, load, entriesOf, empty } = options
  const [kept, setKept] = useState<Entry[]>([])
  const [teams, setTeams] = useState<TeamList['teams']>([])
  const [edited, setEdited] = useState<Edited>(empty)
  const [notice, setNotice] = useState('')
  const [fault, setFault] = useState('')
  // Loaded when the form appears: `load` and `entriesOf` say where from, and stay what they were.
  useEffect(() => {
    const failed = (thrown: unknown) => setFault(wordsOf(thrown))
    load().then((answer) => setKept(entriesOf(answer)), failed)
    api.teams().then((answer) => setTeams(answer.teams), failed)
  }, [wordsOf, load, entriesOf])
  const change = async (path: string, body: object, said: string) => {
    setFault('')
    setNotice('')
    try {
      setKept(entriesOf(await call<Answer>('POST', path, { csrf, body })))
      setEdited(empty)
      setNotice(said)
    } catch (thrown) {
      setFault(wordsOf(thrown))
    }
  }
  return { kept, teams, edited, setEdited, notice, fault, change }
}
