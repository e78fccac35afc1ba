'use client'

import { Button, type ButtonProps } from '../ui/button.tsx'
import { useClassObstacle } from './use-class-obstacle.ts'

/** Tells the class something; stays reachable when it cannot, so that the reason can be read. */
export function ClassButton({ onClick, title, ...rest }: ButtonProps & { onClick: () => void }) {
  const obstacle = useClassObstacle()
  return (
    <Button
      size="small"
      {...rest}
      aria-disabled={obstacle !== undefined}
      title={obstacle ?? title}
      onClick={() => {
        if (obstacle === undefined) onClick()
      }}
    />
  )
}
