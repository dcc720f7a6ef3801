import { useEffect, useState } from 'preact/hooks'
import type { PreviewAnswer } from '../../../desk/door-preview.ts'
import { api } from '../api.ts'

/** Who types is not asked at every letter. */
const PAUSE_MS = 400

type Preview = NonNullable<PreviewAnswer['preview']>

/** The reply as LINE will show it, cut into bubbles by the door itself. */
export function LinePreview(props: { csrf: string; text: string }) {
  const { csrf, text } = props
  const [preview, setPreview] = useState<Preview>()
  const isBlank = text.trim() === ''
  useEffect(() => {
    if (isBlank) return
    let left = false
    const timer = setTimeout(() => {
      api.preview(csrf, text).then(
        (answer) => !left && setPreview(answer.preview ?? undefined),
        () => !left && setPreview(undefined),
      )
    }, PAUSE_MS)
    return () => {
      left = true
      clearTimeout(timer)
    }
  }, [csrf, text, isBlank])
  if (isBlank) return <p class="line-preview hint">返信を書くと、LINEでの見え方が出ます。</p>
  if (preview === undefined) return <p class="line-preview hint">見え方を調べています…</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
    <section class="line-preview" aria-label="LINEでの見え方" tabIndex={0}>
      <p class="hint">
        吹き出し {preview.bubbles.length}つ・最後の吹き出しの残り {preview.left.toLocaleString('ja-JP')}文字
      </p>
      <ol>
        {preview.bubbles.map((bubble, index) => (
          <li key={index}>
            <span class="hint">{bubble.sender}</span>
            <p>{bubble.text}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}
