const shape = (path: string, size = 20) => (
  <svg viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" focusable="false">
    <path
      d={path}
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
      stroke-linejoin="round"
    />
  </svg>
)

export const SendIcon = () => shape('M5 12h13M12 5l7 7-7 7', 22)
export const PersonIcon = () =>
  shape('M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5c.8-3.6 3.8-5.5 7.5-5.5s6.7 1.9 7.5 5.5')
export const CloseIcon = () => shape('M6 6l12 12M18 6L6 18', 22)
export const DownIcon = () => shape('M12 5v14M6 13l6 6 6-6', 18)

/** The mark of the window: a counter under an arch, with somebody behind it. */
export const WindowMark = ({ size = 24 }: { size?: number }) =>
  shape(
    'M4 20V11a8 8 0 0 1 16 0v9M2.5 20h19M12 13.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4ZM7.8 20c.3-2.6 2-4 4.2-4s3.9 1.4 4.2 4',
    size,
  )
