import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';

interface ErrorBubbleProps {
  /** Sentence to show, null for none. */
  readonly error: ReactNode;
  readonly children: ReactNode;
}

/** Says what is wrong with a field beside it instead of under it, where a line of text has no room. */
export function ErrorBubble({ error, children }: ErrorBubbleProps) {
  const shown = error !== null && error !== undefined && error !== false;
  return (
    <Tooltip
      label={error}
      opened={shown}
      position="bottom-start"
      multiline
      maw={320}
      color="red"
      events={{ hover: false, focus: false, touch: false }}
    >
      <div>
        {children}
        {shown && (
          <span role="alert" className="visually-hidden">
            {error}
          </span>
        )}
      </div>
    </Tooltip>
  );
}
