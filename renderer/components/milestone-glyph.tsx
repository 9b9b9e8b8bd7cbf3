import {
  IconArrowForwardUp,
  IconCircle,
  IconCircleCheckFilled,
  IconCircleHalf2,
  IconCircleMinus,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';

const drawn = { size: 14, stroke: 1.5, 'aria-hidden': true } as const;
const shapes: Readonly<Record<string, ReactNode>> = {
  to_come: <IconCircle {...drawn} />,
  in_progress: <IconCircleHalf2 {...drawn} />,
  done: <IconCircleCheckFilled {...drawn} />,
  postponed: <IconArrowForwardUp {...drawn} />,
  not_applicable: <IconCircleMinus {...drawn} />,
};

/** The shape of a milestone's status, 14 px; silent to screen readers: its word stands beside it. */
export function MilestoneGlyph({ status }: { readonly status: string }) {
  return shapes[status];
}
