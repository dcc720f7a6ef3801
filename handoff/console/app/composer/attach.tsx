import { useRef } from 'preact/hooks'

/** As the desk takes it; see handoff/files/send-file.ts. */
const LIMIT_BYTES = 10 * 1024 * 1024

/** What the field of files offers; the desk looks at the bytes. */
const offered = 'image/*,video/mp4,audio/*,.pdf,.docx,.xlsx,.pptx,.txt,.csv'

const sizeText = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1_000))}KB` : `${(bytes / 1_000_000).toFixed(1)}MB`

/** The button that chooses a file; the key for it presses it as well. */
export function AttachButton(props: { onChoose: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button type="button" class="quiet" id="attach" onClick={() => input.current?.click()}>
        ファイル
      </button>
      <input
        ref={input}
        type="file"
        class="hidden"
        tabIndex={-1}
        aria-label="相談者に送るファイル"
        accept={offered}
        onChange={(event) => {
          const field = event.currentTarget
          const file = field.files?.[0]
          if (file) props.onChoose(file)
          field.value = ''
        }}
      />
    </>
  )
}

/** What is about to be sent, and the last look before it goes: a file cannot be taken back. */
export function FileStrip(props: { file: File | undefined; sending: boolean; onSend: () => void; onDrop: () => void }) {
  const { file } = props
  if (file === undefined) return null
  const tooLarge = file.size > LIMIT_BYTES
  return (
    <div class="strip" role="status">
      <span class="quoted-words">
        {tooLarge
          ? `「${file.name}」は大きすぎます（${sizeText(file.size)}。${sizeText(LIMIT_BYTES)}まで）`
          : `送るファイル: ${file.name}（${sizeText(file.size)}）`}
      </span>
      <span class="tools">
        {!tooLarge && (
          <button type="button" class="small" aria-disabled={props.sending} onClick={props.onSend}>
            {props.sending ? '送っています…' : 'ファイルを送る'}
          </button>
        )}
        <button type="button" class="small" onClick={props.onDrop}>
          やめる
        </button>
      </span>
    </div>
  )
}
