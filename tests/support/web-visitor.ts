import WebSocket from 'ws'
import type { WireActivity } from '../../adapters/web/widget/protocol.ts'
import { eventually } from './eventually.ts'

const sockets: WebSocket[] = []

/** Closes the pages of all visitors. */
export function visitorsGone(): void {
  for (const socket of sockets.splice(0)) socket.terminate()
}

/** A visitor with an open page, greeted: what the stream told, and a way to speak. */
export async function visitWeb(base: string) {
  const call = async (path: string, token: string, body?: object) => {
    const response = await fetch(`${base}/v3/directline${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : { origin: base }),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    return (await response.json()) as Record<string, string> & { activities: WireActivity[] }
  }
  const { conversationId: key = '', token = '' } = await call('/tokens/web', '', {})
  const { streamUrl = '' } = await call('/conversations', token, {})
  const told: WireActivity[] = []
  const socket = new WebSocket(streamUrl)
  sockets.push(socket)
  socket.on('message', (data) => {
    const text = String(data)
    if (text !== '') told.push(...(JSON.parse(text) as { activities: WireActivity[] }).activities)
  })
  // The greeting.
  await eventually(() => told.some(({ type }) => type === 'message'))
  return {
    key,
    told,
    post: (activity: object) => call(`/conversations/${key}/activities`, token, activity),
    poll: async () => (await call(`/conversations/${key}/activities?waiting=1`, token)).activities,
    waiting: () => told.filter(({ name }) => name === 'madoguchi/waiting').at(-1)?.value,
  }
}
