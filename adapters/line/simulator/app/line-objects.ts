/** The parts of LINE's message objects that the page draws. What it does not know it leaves out. */
export interface Action {
  type: string
  label?: string | undefined
  uri?: string
  text?: string
  data?: string
  displayText?: string | undefined
}

export interface Component {
  type: string
  layout?: 'horizontal' | 'vertical' | 'baseline'
  contents?: Component[]
  text?: string
  size?: string
  weight?: string
  color?: string
  wrap?: boolean
  align?: string
  flex?: number
  margin?: string
  spacing?: string
  style?: string
  height?: string
  action?: Action
  backgroundColor?: string
  borderColor?: string
  borderWidth?: string
  cornerRadius?: string
  paddingAll?: string
  paddingTop?: string
  paddingBottom?: string
  paddingStart?: string
  paddingEnd?: string
  justifyContent?: string
  alignItems?: string
}

export interface Bubble {
  type: 'bubble'
  size?: string
  header?: Component
  body?: Component
  footer?: Component
}

export type Container = Bubble | { type: 'carousel'; contents: Bubble[] }

export interface Message {
  type: string
  text?: string
  altText?: string
  contents?: Container
  sender?: { name?: string }
  quickReply?: { items: { action: Action }[] }
  quoteToken?: string
}
