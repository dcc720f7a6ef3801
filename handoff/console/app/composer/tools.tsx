/** What opens below the field, each by a button that says whether it is open. */
export function ToolButtons(props: {
  tools: readonly { name: string; shown: boolean; open: boolean; toggle: () => void }[]
}) {
  return props.tools
    .filter(({ shown }) => shown)
    .map(({ name, open, toggle }) => (
      <button type="button" class="quiet" key={name} aria-expanded={open} onClick={toggle}>
        {name}
      </button>
    ))
}
