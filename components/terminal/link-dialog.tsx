'use client'

import { useId } from 'react'
import { useStore } from 'zustand'
import { Button } from '../ui/button.tsx'
import { ModalDialog } from '../ui/modal-dialog.tsx'
import type { TerminalUi } from './terminal-ui.ts'
import { openWebAddress } from './web-address.ts'

/** A tapped link is opened only after its address was seen: the text of a link may be any. */
export function LinkDialog({ ui }: { ui: TerminalUi }) {
  const address = useStore(ui, (state) => state.linkToConfirm)
  const titleId = useId()
  const close = () => ui.setState({ linkToConfirm: null })
  return (
    <ModalDialog
      isOpen={address !== null}
      onClose={close}
      labelledBy={titleId}
      className="m-auto w-[min(26rem,calc(100vw-2rem))] rounded-lg border"
    >
      <div className="p-5">
        <h2 id={titleId} className="text-base font-semibold">
          Open this address?
        </h2>
        <p className="mt-2 font-mono text-xs break-all">{address}</p>
        <div className="mt-5 flex flex-wrap justify-end gap-2">
          <Button onClick={close}>Cancel</Button>
          <Button
            variant="primary"
            onClick={() => {
              close()
              if (address !== null) openWebAddress(address)
            }}
          >
            Open
          </Button>
        </div>
      </div>
    </ModalDialog>
  )
}
