'use client'

import { Settings2 } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { Button } from '../ui/button.tsx'
import { PopoverPanel } from '../ui/popover-panel.tsx'
import { FONT_LABELS } from './terminal-fonts.ts'
import {
  changeFontSize,
  changeTerminalSettings,
  FONT_SIZE_PX,
  terminalSettings,
  type TerminalSettings,
} from './terminal-settings-store.ts'

const THEME_LABELS: Record<TerminalSettings['theme'], string> = {
  page: 'Match the page',
  light: 'Light',
  dark: 'Dark',
}
const RENDERER_LABELS: Record<TerminalSettings['renderer'], string> = {
  auto: 'Automatic',
  webgl: 'WebGL',
  dom: 'Without WebGL',
}

/** Opens the settings of all terminals. */
export function TerminalSettingsButton() {
  const trigger = (
    <Button variant="quiet" size="small-icon" aria-label="Terminal settings" title="Terminal settings">
      <Settings2 aria-hidden className="size-4" />
    </Button>
  )
  return (
    <PopoverPanel
      label="Terminal settings"
      trigger={trigger}
      className="w-80 max-w-[calc(100vw-1rem)]"
      collisionPadding={8}
    >
      <SettingsForm />
    </PopoverPanel>
  )
}

function SettingsForm() {
  const settings = useStore(terminalSettings)
  return (
    <div className="flex flex-col gap-3 text-sm">
      <FontSizeField size={settings.fontSizePx} />
      <SelectField
        label="Font"
        value={settings.fontFamily}
        options={FONT_LABELS}
        onChange={(fontFamily) => changeTerminalSettings({ fontFamily })}
      />
      <SelectField
        label="Colours"
        value={settings.theme}
        options={THEME_LABELS}
        onChange={(theme) => changeTerminalSettings({ theme })}
      />
      <CheckField
        label="Colour-blind safe colours"
        isChecked={settings.isColourBlindSafe}
        onChange={(isColourBlindSafe) => changeTerminalSettings({ isColourBlindSafe })}
      />
      <CheckField
        label="Copy what I select"
        isChecked={settings.isSelectToCopy}
        onChange={(isSelectToCopy) => changeTerminalSettings({ isSelectToCopy })}
      />
      <CheckField
        label="Screen reader mode"
        hint="Says commands, their results and new lines."
        isChecked={settings.isScreenReaderMode}
        onChange={(isScreenReaderMode) => changeTerminalSettings({ isScreenReaderMode })}
      />
      <SelectField
        label="Drawing"
        value={settings.renderer}
        options={RENDERER_LABELS}
        onChange={(renderer) => changeTerminalSettings({ renderer })}
      />
    </div>
  )
}

function FontSizeField({ size }: { size: number }) {
  return (
    <div role="group" aria-label="Font size" className="flex items-center justify-between gap-3">
      <span aria-hidden>Font size</span>
      <span className="flex items-center gap-1">
        <Button
          size="small"
          aria-label="Smaller"
          aria-disabled={size <= FONT_SIZE_PX.min}
          onClick={() => changeFontSize(-1)}
        >
          −
        </Button>
        <output className="w-12 text-center tabular-nums">{size} px</output>
        <Button
          size="small"
          aria-label="Larger"
          aria-disabled={size >= FONT_SIZE_PX.max}
          onClick={() => changeFontSize(1)}
        >
          +
        </Button>
      </span>
    </div>
  )
}

function SelectField<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string
  value: Value
  options: Record<Value, string>
  onChange: (value: Value) => void
}) {
  const id = useId()
  const values = Object.keys(options) as Value[]
  return (
    <div className="flex items-center justify-between gap-3">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        onChange={(event) => {
          const chosen = values.find((candidate) => candidate === event.target.value)
          if (chosen !== undefined) onChange(chosen)
        }}
        className="h-8 w-44 min-w-0 rounded-md border border-line-strong bg-surface px-2 text-sm"
      >
        {values.map((candidate) => (
          <option key={candidate} value={candidate}>
            {options[candidate]}
          </option>
        ))}
      </select>
    </div>
  )
}

function CheckField({
  label,
  hint,
  isChecked,
  onChange,
}: {
  label: string
  hint?: ReactNode
  isChecked: boolean
  onChange: (isChecked: boolean) => void
}) {
  const hintId = useId()
  return (
    <div className="flex flex-col">
      <label className="flex cursor-pointer items-center gap-2">
        <input
          type="checkbox"
          checked={isChecked}
          onChange={(event) => onChange(event.target.checked)}
          aria-describedby={hint === undefined ? undefined : hintId}
          className="size-4 accent-accent"
        />
        {label}
      </label>
      {hint !== undefined && (
        <span id={hintId} className="pl-6 text-xs text-ink-muted">
          {hint}
        </span>
      )}
    </div>
  )
}
