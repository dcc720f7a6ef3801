import { useCallback, useEffect, useState } from 'preact/hooks'
import type { DeskSettings, SettingName } from '../../../settings/shapes.ts'
import { call } from '../api.ts'
import type { WithProof } from '../people/use-proof.tsx'

interface Kept<Name extends SettingName> {
  value: DeskSettings[Name]
  version: number
  changedBy: string | null
  changedAt: string | null
  reason: string | null
  passwordSet?: boolean
}

/** A setting of the desk being edited: what is kept, what stands in the form, and the way to keep that. */
export function useSetting<Name extends SettingName>(
  name: Name,
  parts: { csrf: string; withProof: WithProof; wordsOf: (thrown: unknown) => string },
) {
  const { csrf, withProof, wordsOf } = parts
  const [kept, setKept] = useState<Kept<Name>>()
  const [value, setValue] = useState<DeskSettings[Name]>()
  const [notice, setNotice] = useState('')
  const [fault, setFault] = useState('')

  const take = useCallback((answer: Kept<Name>) => {
    setKept(answer)
    setValue(answer.value)
  }, [])
  useEffect(() => {
    call<Kept<Name>>('GET', `settings/${name}`).then(take, (thrown) => setFault(wordsOf(thrown)))
  }, [name, take, wordsOf])

  const save = async (reason?: string): Promise<boolean> => {
    if (kept === undefined || value === undefined) return false
    setFault('')
    setNotice('')
    const body = { value, version: kept.version, ...(reason ? { reason } : {}) }
    try {
      take(await withProof(() => call<Kept<Name>>('POST', `settings/${name}`, { csrf, body })))
      setNotice('保存しました')
      return true
    } catch (thrown) {
      setFault(wordsOf(thrown))
      return false
    }
  }
  return {
    kept,
    value,
    notice,
    fault,
    save,
    change: (next: DeskSettings[Name]) => {
      setNotice('')
      setValue(next)
    },
  }
}

export type Setting<Name extends SettingName> = ReturnType<typeof useSetting<Name>>
