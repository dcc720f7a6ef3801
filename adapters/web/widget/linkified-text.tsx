import type { ComponentChild } from 'preact'
import { texts } from './texts.ts'

/** Addresses end before Japanese punctuation; telephone numbers are told with hyphens. */
const PATTERN = /https?:\/\/[\w\-.~:/?#[\]@!$&'*+,;=%]+|(?<![\d-])0\d{1,4}-\d{1,4}-\d{3,4}(?![\d-])/g

/** A link that leaves the page; says so to those who do not see the sign. */
export function OutwardLink({ href, children }: { href: string; children: ComponentChild }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {children}
      <span class="hidden">{texts.newTab}</span>
    </a>
  )
}

/** Words with their addresses and telephone numbers made into links; never parsed as HTML. */
export function LinkifiedText({ text }: { text: string }) {
  const parts: ComponentChild[] = []
  let end = 0
  for (const match of text.matchAll(PATTERN)) {
    const found = match[0].replace(/[.,;:!?]+$/, '')
    parts.push(text.slice(end, match.index))
    parts.push(
      found.startsWith('http') ? <OutwardLink href={found}>{found}</OutwardLink> : <a href={`tel:${found}`}>{found}</a>,
    )
    end = match.index + found.length
  }
  parts.push(text.slice(end))
  return <>{parts}</>
}
