import type { ComponentChildren, CSSProperties } from 'preact'
import { paddings, radii, spacings, textSizes, toLength, widths } from './flex-sizes.ts'
import type { Action, Bubble, Component, Container } from './line-objects.ts'

type Tap = (action: Action) => void

/** A Flex Message as LINE lays it out: boxes in boxes, sizes by their names. */
export function Flex({ container, label, onTap }: { container: Container; label: string; onTap: Tap }) {
  const bubbles = container.type === 'carousel' ? container.contents : [container]
  return (
    <section class={container.type === 'carousel' ? 'carousel' : 'single'} aria-label={label}>
      {bubbles.map((bubble, index) => (
        <BubbleView key={index} bubble={bubble} onTap={onTap} />
      ))}
    </section>
  )
}

function BubbleView({ bubble, onTap }: { bubble: Bubble; onTap: Tap }) {
  return (
    <div class="flex-bubble" style={{ width: toLength(bubble.size ?? 'mega', widths) }}>
      {(['header', 'body', 'footer'] as const).map((part) => {
        const box = bubble[part]
        return (
          box && (
            <div key={part} class={`flex-${part}`}>
              <View component={box} parent="vertical" onTap={onTap} />
            </div>
          )
        )
      })}
    </div>
  )
}

interface ViewProps {
  component: Component
  parent: 'horizontal' | 'vertical' | 'baseline'
  /** The space before it, which its own margin replaces. */
  gap?: string | undefined
  onTap: Tap
}

function View({ component, parent, gap, onTap }: ViewProps) {
  const style = placement(component, parent, gap)
  switch (component.type) {
    case 'box':
      return (
        <div style={{ ...style, ...boxStyle(component) }}>
          {(component.contents ?? []).map((child, index) => (
            <View
              key={index}
              component={child}
              parent={component.layout ?? 'vertical'}
              gap={index > 0 ? component.spacing : undefined}
              onTap={onTap}
            />
          ))}
        </div>
      )
    case 'text':
      return <div style={{ ...style, ...textStyle(component) }}>{component.text}</div>
    case 'separator':
      return <div class="flex-separator" style={style} />
    case 'button':
      return component.action ? (
        <Button action={component.action} component={component} style={style} onTap={onTap}>
          {component.action.label}
        </Button>
      ) : null
    default:
      return null
  }
}

function Button(props: {
  action: Action
  component: Component
  style: CSSProperties
  onTap: Tap
  children: ComponentChildren
}) {
  const { action, component, style, onTap, children } = props
  const kind = component.style ?? 'link'
  const own = component.color && (kind === 'link' ? { color: component.color } : { backgroundColor: component.color })
  const shared = { class: `flex-button ${kind} ${component.height ?? 'md'}`, style: { ...style, ...own } }
  return action.type === 'uri' ? (
    <a {...shared} href={action.uri ?? ''} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  ) : (
    <button {...shared} type="button" onClick={() => onTap(action)}>
      {children}
    </button>
  )
}

/** Side by side, parts share the room by their `flex` (1 when absent, 0 for as much as it needs); below one another they do not grow. */
function placement({ flex, margin }: Component, parent: ViewProps['parent'], gap: string | undefined) {
  const space = toLength(margin ?? gap, spacings)
  const share = flex ?? (parent === 'vertical' ? 0 : 1)
  return {
    flex: share === 0 ? '0 0 auto' : `${share} ${share} 0`,
    minWidth: 0,
    ...(parent === 'vertical' ? { marginTop: space } : { marginLeft: space }),
  }
}

function boxStyle(box: Component): CSSProperties {
  const { layout, paddingAll: all } = box
  const padding = [box.paddingTop, box.paddingEnd, box.paddingBottom, box.paddingStart]
  return {
    display: 'flex',
    flexDirection: layout === 'vertical' ? 'column' : 'row',
    alignItems: layout === 'baseline' ? 'baseline' : (box.alignItems ?? 'stretch'),
    justifyContent: box.justifyContent ?? 'flex-start',
    padding: padding.map((side) => toLength(side ?? all, paddings)).join(' '),
    ...(box.backgroundColor && { backgroundColor: box.backgroundColor }),
    ...(box.cornerRadius && { borderRadius: toLength(box.cornerRadius, radii) }),
    ...(box.borderWidth && { border: `${toLength(box.borderWidth, {})} solid ${box.borderColor ?? '#000'}` }),
  }
}

function textStyle({ size, weight, color, wrap, align }: Component): CSSProperties {
  return {
    fontSize: toLength(size ?? 'md', textSizes),
    fontWeight: weight === 'bold' ? 700 : 400,
    color: color ?? '#111111',
    textAlign: align === 'center' ? 'center' : align === 'end' ? 'right' : 'left',
    overflow: 'hidden',
    ...(wrap
      ? { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }
      : { whiteSpace: 'nowrap', textOverflow: 'ellipsis' }),
  }
}
