import { useEffect, useState } from 'preact/hooks'
import { caseTopics } from '../../../../bot/outcome.ts'
import type { PresenceList, TeamList } from '../../../desk/shapes.ts'
import { api, call, newRequestId } from '../api.ts'
import { staffRoleNames } from '../words.ts'
import { Check, NumberField, TextField } from './fields.tsx'
import { SettingSection } from './setting-section.tsx'

type Team = TeamList['teams'][number]
type Person = PresenceList['staff'][number]

function TeamRow(props: { team: Team; onChange: (next: Team) => void; onDrop: () => void }) {
  const { team, onChange } = props
  const toggled = (topic: string, on: boolean) =>
    on ? [...team.topics, topic] : team.topics.filter((other) => other !== topic)
  return (
    <fieldset class="team">
      <legend>{team.name || '新しい班'}</legend>
      <div class="field-row">
        <TextField label="班の名前" most={60} value={team.name} onChange={(name) => onChange({ ...team, name })} />
        <button type="button" aria-label={`${team.name || '新しい班'}を消す`} onClick={props.onDrop}>
          消す
        </button>
      </div>
      <div class="checks">
        {caseTopics.map((topic) => (
          <Check
            key={topic}
            label={topic}
            checked={team.topics.includes(topic)}
            onChange={(on) => onChange({ ...team, topics: toggled(topic, on) })}
          />
        ))}
      </div>
    </fieldset>
  )
}

function PersonRow(props: { person: Person; teams: readonly Team[]; onSave: (work: object) => Promise<string> }) {
  const { person, teams } = props
  const [capacity, setCapacity] = useState(person.capacity)
  const [chosen, setChosen] = useState<readonly string[]>(person.teams)
  const [skills, setSkills] = useState(person.skills.join('、'))
  const [said, setSaid] = useState('')
  const save = async () =>
    setSaid(
      await props.onSave({ capacity, teams: chosen, skills: skills.split(/[,、\s]+/).filter((word) => word !== '') }),
    )
  return (
    <fieldset class="team">
      <legend>
        {person.name}（{staffRoleNames[person.role]}）
      </legend>
      <div class="checks">
        {teams.map((team) => (
          <Check
            key={team.id}
            label={team.name}
            checked={chosen.includes(team.id)}
            onChange={(on) => setChosen(on ? [...chosen, team.id] : chosen.filter((id) => id !== team.id))}
          />
        ))}
      </div>
      <div class="field-row">
        <NumberField label="同時に受け持つ数" unit="件" least={0} most={50} value={capacity} onChange={setCapacity} />
        <TextField label="得意な話題（「、」で区切る）" optional value={skills} onChange={setSkills} />
        <button type="button" aria-label={`${person.name}さんの受け持ちを保存`} onClick={save}>
          保存
        </button>
        <span class="done" role="status">
          {said}
        </span>
      </div>
    </fieldset>
  )
}

/** Teams by expertise, what topics go to them, and who works in them on how much at once. */
export function TeamsForm(props: { csrf: string; wordsOf: (thrown: unknown) => string }) {
  const { csrf, wordsOf } = props
  const [teams, setTeams] = useState<Team[]>()
  const [kept, setKept] = useState<readonly Team[]>([])
  const [staff, setStaff] = useState<Person[]>([])
  const [notice, setNotice] = useState('')
  const [fault, setFault] = useState('')
  useEffect(() => {
    const failed = (thrown: unknown) => setFault(wordsOf(thrown))
    api.teams().then((answer) => {
      setTeams(answer.teams)
      setKept(answer.teams)
    }, failed)
    api.presence().then((answer) => setStaff(answer.staff), failed)
  }, [wordsOf])
  if (teams === undefined) return null
  const save = async () => {
    setNotice('')
    setFault('')
    try {
      const answer = await call<TeamList>('POST', 'teams', { csrf, body: { teams } })
      setTeams(answer.teams)
      setKept(answer.teams)
      setNotice('保存しました')
    } catch (thrown) {
      setFault(wordsOf(thrown))
    }
  }
  const saveWork = async (login: string, body: object): Promise<string> => {
    try {
      await call('POST', `staff/${encodeURIComponent(login)}/work`, { csrf, body })
      return '保存しました'
    } catch (thrown) {
      return wordsOf(thrown)
    }
  }
  return (
    <>
      <SettingSection title="班" notice={notice} fault={fault} submit="班を保存" onSubmit={save}>
        {teams.map((team, index) => (
          <TeamRow
            key={team.id}
            team={team}
            onChange={(next) => setTeams(teams.map((other, at) => (at === index ? next : other)))}
            onDrop={() => setTeams(teams.filter((other) => other !== team))}
          />
        ))}
        <button
          type="button"
          onClick={() => setTeams([...teams, { id: `team-${newRequestId().slice(0, 8)}`, name: '', topics: [] }])}
        >
          班を足す
        </button>
      </SettingSection>
      <section class="section">
        <h2>職員の受け持ち</h2>
        {staff.map((person) => (
          <PersonRow key={person.login} person={person} teams={kept} onSave={(body) => saveWork(person.login, body)} />
        ))}
      </section>
    </>
  )
}
