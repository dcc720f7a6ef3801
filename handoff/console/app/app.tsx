import { Desk } from './desk.tsx'
import { openConsole } from './entrance.tsx'

/** The desk. The pages around it are a script of their own: who answers users does not wait for them. */
openConsole(({ me, opening, onGone }) => <Desk me={me} opening={opening} onGone={onGone} />)
