import type { ComponentChildren } from 'preact'
import type { CaseDetail } from '../../../desk/shapes.ts'
import type { CaseActions } from '../case-actions.ts'
import type { Rights } from '../rights.ts'
import { stateNames } from '../words.ts'

function Box(props: { text: string; children?: ComponentChildren }) {
  return (
    <div class="invitation">
      <p>{props.text}</p>
      {props.children}
    </div>
  )
}

const Main = (props: { onClick: () => void; children: ComponentChildren }) => (
  <button type="button" class="primary large" onClick={props.onClick}>
    {props.children}
  </button>
)
const Other = (props: { onClick: () => void; children: ComponentChildren }) => (
  <button type="button" class="quiet" onClick={props.onClick}>
    {props.children}
  </button>
)

/** In the composer's place: why there is no field for a reply here, and what can be done instead. */
export function Invitation(props: { detail: CaseDetail; rights: Rights; actions: CaseActions }) {
  const { rights, actions } = props
  const { case: summary } = props.detail
  if (rights.accept) {
    return (
      <Box text={`${summary.transferFromName ?? '職員'}さんからの引き継ぎです。メモを読んで、受けるか決めてください。`}>
        <Main onClick={actions.claim}>引き継ぎを受ける</Main>
        <Other onClick={actions.decline}>受けずに戻す</Other>
      </Box>
    )
  }
  if (rights.claim) {
    const text =
      summary.state === 'AFTER_HOURS'
        ? '受付時間外の相談です。いまはAIが応答しています。担当すると、AIは黙ります。'
        : 'まだ誰も担当していません。返信するには、先に担当してください。'
    return (
      <Box text={text}>
        <Main onClick={actions.claim}>担当する</Main>
      </Box>
    )
  }
  if (summary.state === 'WRAP_UP') {
    return (
      <Box text="会話は終わり、いまはAIが応答しています。記録を書いて完了してください。">
        {rights.resolve && <Main onClick={actions.openResolve}>記録して完了する</Main>}
        {rights.resume && <Other onClick={actions.claim}>会話を再開する</Other>}
      </Box>
    )
  }
  if (rights.reopen) {
    return (
      <Box text={`この相談は${stateNames[summary.state]}です。いまはAIが応答しています。`}>
        <Other onClick={actions.reopen}>自分の担当で再開する</Other>
      </Box>
    )
  }
  if (summary.state === 'UNREACHABLE') {
    return <Box text="相談者がブロックまたは退出しているため、送信できません。戻ると自動で再開します。" />
  }
  if (!rights.writes) return <Box text="監査の役割では、閲覧だけができます。" />
  return (
    <Box text={`${summary.ownerName ?? '別の職員'}さんが担当しています。返信はできませんが、メモは残せます。`}>
      {rights.takeOver && <Other onClick={actions.openTakeOver}>交代する</Other>}
    </Box>
  )
}
