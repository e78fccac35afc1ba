import {
  ArrowLeft,
  ArrowRight,
  Columns2,
  FileDown,
  FilePenLine,
  FileUp,
  Pencil,
  Play,
  Plus,
  Rows2,
  Search,
  SquareArrowOutUpRight,
  X,
  type LucideIcon,
} from 'lucide-react'
import { FIRST_TERMINAL, type TerminalNumber } from '../../server/protocol/ids.ts'
import { MAX_TERMINALS } from '../../server/protocol/limits.ts'
import { MAX_PANES, maySplit, terminalsOf, type SplitDirection, type Tab } from './layout.ts'

export interface Tool {
  name: string
  Icon: LucideIcon
  /** That do the same while a tab has the focus. */
  keys?: string
  /** Why it cannot be used now. */
  problem: string | undefined
  onUse: () => void
}

export type ToolName =
  | 'newTerminal'
  | 'splitRight'
  | 'splitDown'
  | 'ownTab'
  | 'rename'
  | 'moveLeft'
  | 'moveRight'
  | 'close'
  | 'search'
  | 'upload'
  | 'openFile'
  | 'download'
  | 'playRecording'

export type Tools = Record<ToolName, Tool>

export interface ToolState {
  tabs: readonly Tab[]
  activeTab: Tab | undefined
  inUse: TerminalNumber
  terminalCount: number
  /** The terminal's screen has been opened. */
  hasScreen: boolean
}

const FULL = `An instance has ${MAX_TERMINALS} terminals at the most.`
const FILE_SHOWN = 'A file is shown, not a terminal.'

/** What can be done with what is in view, and what cannot and why. */
export function listTools(state: ToolState, uses: Record<ToolName, () => void>): Tools {
  const { tabs, activeTab, inUse, terminalCount, hasScreen } = state
  const isFile = activeTab?.kind === 'file'
  const place = activeTab ? tabs.indexOf(activeTab) : -1
  const full = terminalCount >= MAX_TERMINALS ? FULL : undefined
  const tool = (
    name: ToolName,
    shown: Omit<Tool, 'onUse' | 'problem'> & { problem?: string | undefined },
  ): Tool => ({
    problem: undefined,
    ...shown,
    onUse: uses[name],
  })
  return {
    newTerminal: tool('newTerminal', { name: 'New terminal', Icon: Plus, problem: full }),
    splitRight: tool('splitRight', {
      name: 'Split right',
      Icon: Columns2,
      problem: full ?? splitProblem(activeTab, 'row'),
    }),
    splitDown: tool('splitDown', {
      name: 'Split down',
      Icon: Rows2,
      problem: full ?? splitProblem(activeTab, 'column'),
    }),
    ownTab: tool('ownTab', {
      name: 'Move to a tab of its own',
      Icon: SquareArrowOutUpRight,
      problem: activeTab && terminalsOf(activeTab).length > 1 ? undefined : 'It has one.',
    }),
    rename: tool('rename', {
      name: 'Rename…',
      Icon: Pencil,
      keys: 'F2',
      problem: isFile ? FILE_SHOWN : undefined,
    }),
    moveLeft: tool('moveLeft', {
      name: 'Move tab left',
      Icon: ArrowLeft,
      keys: 'Ctrl+Shift+←',
      problem: place <= 0 ? 'It is the first.' : undefined,
    }),
    moveRight: tool('moveRight', {
      name: 'Move tab right',
      Icon: ArrowRight,
      keys: 'Ctrl+Shift+→',
      problem: place === tabs.length - 1 ? 'It is the last.' : undefined,
    }),
    close: tool('close', {
      name: isFile ? 'Close file' : 'Close terminal',
      Icon: X,
      keys: 'Delete',
      problem: !isFile && inUse === FIRST_TERMINAL ? 'The first terminal is always there.' : undefined,
    }),
    search: tool('search', {
      name: 'Search…',
      Icon: Search,
      keys: 'Ctrl+Shift+F',
      problem: isFile ? FILE_SHOWN : hasScreen ? undefined : 'The terminal is being opened.',
    }),
    upload: tool('upload', { name: 'Upload…', Icon: FileUp }),
    openFile: tool('openFile', { name: 'Open file…', Icon: FilePenLine }),
    download: tool('download', { name: 'Download…', Icon: FileDown }),
    playRecording: tool('playRecording', { name: 'Play a recording…', Icon: Play }),
  }
}

function splitProblem(tab: Tab | undefined, direction: SplitDirection): string | undefined {
  if (tab?.kind !== 'terminals') return FILE_SHOWN
  if (maySplit(tab, direction)) return undefined
  return tab.panes.length >= MAX_PANES
    ? `A tab has ${MAX_PANES} terminals at the most.`
    : 'This tab is split in the other direction.'
}
