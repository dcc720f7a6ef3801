import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createCanvas, GlobalFonts, Path2D, type SKRSContext2D } from '@napi-rs/canvas'
import { BANNER_HEIGHT, cellBounds, type MenuDefinition } from './menu-definitions.ts'

const colours = {
  ground: '#FFFFFF',
  line: '#D5DEDC',
  label: '#16302C',
  note: '#4A5F5B',
  accent: '#0D5C50',
  disc: '#E4F1EE',
  onAccent: '#FFFFFF',
} as const
const DISC = 128
const ICON = 144
const family = 'BIZ UDPGothic Bold'

/**
 * Draws a menu as a PNG of its own size, at most 1 MB (LINE's limit; flat colours stay far below). The letters are BIZ
 * UDPGothic from npm, so that a server without Japanese fonts draws them all the same.
 */
export async function drawMenu(definition: MenuDefinition): Promise<Buffer> {
  if (!GlobalFonts.has(family)) {
    const path = createRequire(import.meta.url).resolve(
      '@expo-google-fonts/biz-udpgothic/700Bold/BIZUDPGothic_700Bold.ttf',
    )
    GlobalFonts.register(await readFile(path), family)
  }
  const { width, height, banner, cells } = definition
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = colours.ground
  context.fillRect(0, 0, width, height)
  if (banner !== undefined) {
    context.fillStyle = colours.accent
    context.fillRect(0, 0, width, BANNER_HEIGHT)
    write(context, banner, {
      x: width / 2,
      y: BANNER_HEIGHT / 2,
      size: 104,
      colour: colours.onAccent,
      room: width - 80,
    })
  }
  for (const [index, { x, y, width: cellWidth, height: cellHeight }] of cellBounds(definition).entries()) {
    const cell = cells[index]
    if (!cell) continue
    context.strokeStyle = colours.line
    context.lineWidth = 6
    context.strokeRect(x, y, cellWidth, cellHeight)
    const [middle, centre] = [x + cellWidth / 2, y + cellHeight / 2]
    drawIcon(context, cell.icon, middle, centre - 130)
    const room = cellWidth - 60
    write(context, cell.label, { x: middle, y: centre + 92, size: 92, colour: colours.label, room })
    if (cell.note) write(context, cell.note, { x: middle, y: centre + 200, size: 60, colour: colours.note, room })
  }
  return canvas.toBuffer('image/png')
}

function drawIcon(context: SKRSContext2D, icon: string, x: number, y: number): void {
  context.fillStyle = colours.disc
  context.beginPath()
  context.arc(x, y, DISC, 0, Math.PI * 2)
  context.fill()
  context.save()
  context.translate(x - ICON / 2, y - ICON / 2)
  context.scale(ICON / 24, ICON / 24)
  context.strokeStyle = colours.accent
  context.lineWidth = 1.5
  context.lineCap = 'round'
  context.lineJoin = 'round'
  context.stroke(new Path2D(icon))
  context.restore()
}

function write(
  context: SKRSContext2D,
  text: string,
  { x, y, size, colour, room }: { x: number; y: number; size: number; colour: string; room: number },
): void {
  context.font = `${size}px "${family}"`
  const width = context.measureText(text).width
  // Smaller rather than cut off.
  if (width > room) context.font = `${Math.floor((size * room) / width)}px "${family}"`
  context.fillStyle = colour
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillText(text, x, y)
}
