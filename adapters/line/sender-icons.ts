import type { Route } from '../../storage/ground/http-route.ts'
import { once } from '../../storage/ground/once.ts'
import { iconPath } from './dress-messages.ts'

const SIZE = 240
const colours = { bot: '#0d5c50', staff: '#8a4b08' } as const
type Sender = keyof typeof colours

/** The pictures beside the names of the AI and of staff, drawn without letters: a speech bubble, a person. */
async function drawIcon(sender: Sender): Promise<Buffer> {
  // Loaded at the first request only: drawing takes its time to start.
  const { createCanvas } = await import('@napi-rs/canvas')
  const canvas = createCanvas(SIZE, SIZE)
  const pen = canvas.getContext('2d')
  pen.fillStyle = colours[sender]
  pen.fillRect(0, 0, SIZE, SIZE)
  pen.fillStyle = '#ffffff'
  if (sender === 'bot') {
    pen.beginPath()
    pen.roundRect(44, 56, 152, 104, 32)
    pen.fill()
    pen.beginPath()
    pen.moveTo(84, 154)
    pen.lineTo(84, 196)
    pen.lineTo(128, 154)
    pen.fill()
    pen.fillStyle = colours[sender]
    for (const x of [84, 120, 156]) {
      pen.beginPath()
      pen.arc(x, 108, 10, 0, 2 * Math.PI)
      pen.fill()
    }
  } else {
    pen.beginPath()
    pen.arc(120, 92, 40, 0, 2 * Math.PI)
    pen.fill()
    pen.beginPath()
    pen.arc(120, 222, 78, Math.PI, 2 * Math.PI)
    pen.fill()
  }
  return canvas.toBuffer('image/png')
}

/** Where LINE fetches them: PNG, square, far below 1 MB. */
export function iconRoutes(): Route[] {
  return (Object.keys(colours) as Sender[]).map((sender) => {
    const icon = once(() => drawIcon(sender))
    return {
      method: 'GET',
      path: iconPath(sender),
      handler: async () => ({
        status: 200,
        headers: {
          'content-type': 'image/png',
          'cache-control': 'public, max-age=86400',
          'cross-origin-resource-policy': 'cross-origin',
        },
        body: await icon(),
      }),
    }
  })
}
