/** LINE shows Markdown as it stands: takes the marks off and keeps the words, the figures and the bare addresses. */
export function withoutMarkdown(text: string): string {
  return text
    .replace(/^```.*$/gm, '')
    .replace(/^ {0,3}#{1,6}\s+/gm, '')
    .replace(/^(\s*)[*+-]\s+(?=\S)/gm, '$1・')
    .replace(/!?\[([^\]\n]+)\]\((https?:\/\/[^\s)]+)\)/g, '$1 $2')
    .replace(/\*\*(\S(?:[^*\n]*\S)?)\*\*/g, '$1')
    .replace(/`([^`\n]+)`/g, '$1')
}
