import type { MacroList } from '../../../desk/macro-operations.ts'
import { api } from '../api.ts'
import { macroLines } from '../macros/macro-words.ts'
import { type EditedMacro, emptyMacro, MacroEditor } from './macro-editor.tsx'
import { SettingSection } from './setting-section.tsx'
import { useKeptEntries } from './use-kept-entries.ts'

/** As the desk takes it: no empty label among the labels. */
const asKept = (edited: EditedMacro) => ({
  ...(edited.id ? { id: edited.id } : {}),
  code: edited.code,
  title: edited.title,
  team: edited.team,
  steps: { ...edited.steps, labels: edited.steps.labels.map((label) => label.trim()).filter((label) => label !== '') },
})

const entriesIn = ({ macros }: MacroList) => macros

/** Macros: typed as `/` and their short name in the composer, or chosen in the palette. */
export function MacrosForm(props: { csrf: string; wordsOf: (thrown: unknown) => string }) {
  const { csrf, wordsOf } = props
  const { kept, teams, edited, setEdited, notice, fault, change } = useKeptEntries({
    csrf,
    wordsOf,
    load: api.macros,
    entriesOf: entriesIn,
    empty: emptyMacro,
  })
  return (
    <SettingSection
      title="マクロ"
      hint="返信・ラベル・メモ・引き継ぎ・完了などを一度に行います。返信欄で「/」と短い名前を打つか、Ctrl + K で選べます。"
      notice={notice}
      fault={fault}
      submit={edited.id ? '書き換える' : 'マクロを足す'}
      onSubmit={() => change('macros', asKept(edited), '保存しました')}
    >
      <div class="table-box">
        <table>
          <caption class="hidden">マクロの一覧</caption>
          <thead>
            <tr>
              <th scope="col">短い名前</th>
              <th scope="col">題とすること</th>
              <th scope="col">使用</th>
              <th scope="col">操作</th>
            </tr>
          </thead>
          <tbody>
            {kept.map((macro) => (
              <tr key={macro.id}>
                <td class="nowrap">/{macro.code}</td>
                <td>
                  <strong>{macro.title}</strong>
                  <p class="hint">{macroLines(macro.steps, teams).join(' → ')}</p>
                </td>
                <td class="nowrap">{macro.uses}回</td>
                <td class="nowrap">
                  <button type="button" class="small" onClick={() => setEdited(macro)}>
                    直す<span class="hidden">: {macro.title}</span>
                  </button>
                  <button
                    type="button"
                    class="small"
                    onClick={() => change(`macros/${macro.id}/delete`, {}, '消しました')}
                  >
                    消す<span class="hidden">: {macro.title}</span>
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <MacroEditor edited={edited} teams={teams} onChange={setEdited} />
    </SettingSection>
  )
}
