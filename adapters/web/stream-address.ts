/**
 * Where a client opens its stream, absolute: below the public address when one is set; else below the host the client
 * itself asked (told back to its sender and to nobody else), over plain WebSocket.
 */
export function streamAddress(options: {
  publicUrl: string | undefined
  host: string | undefined
  conversationId: string
  ticket: string
  watermark?: string | undefined
}): string {
  const { publicUrl, host, conversationId, ticket, watermark } = options
  const base = (publicUrl ?? `http://${host ?? 'localhost'}`).replace(/^http/, 'ws').replace(/\/+$/, '')
  const query = new URLSearchParams({ ...(watermark === undefined ? {} : { watermark }), t: ticket })
  return `${base}/v3/directline/conversations/${conversationId}/stream?${query}`
}
